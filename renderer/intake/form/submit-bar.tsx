import { Send } from 'lucide-react'
import { memo, useState } from 'react'
import { problemText } from '../../api/form-problem.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { FindingRow } from '../../ui/finding-row.tsx'
import { submitPath } from '../draft/confirm-fields.ts'
import { useDraft, useDraftState } from '../draft/draft-context.ts'
import {
  type MissingStep,
  type MissingStepTarget,
  missingSteps,
  unconfirmedKey,
} from '../draft/missing-steps.ts'
import { ReadingStatus } from './reading-status.tsx'
import { SaveStatus } from './save-status.tsx'
import styles from './submit-bar.module.css'

/** Number of steps that fit into one line at every width; more are collapsed without measuring. */
const fitInOneLine = 2

type SubmitBarProps = { onStep: (step: MissingStepTarget) => void; onSubmitted: (number: string) => void }

/**
 * Bar below the form: what is missing, each step focusing its field, and the submit button. Submitting while
 * something is missing goes to the first step.
 */
export const SubmitBar = memo(function SubmitBar({ onStep, onSubmitted }: SubmitBarProps) {
  const draft = useDraft()
  const steps = useDraftState((state) => missingSteps(state.missing, state.form), areSameSteps)
  const [isExpanded, setExpanded] = useState(false)
  const [isSubmitting, setSubmitting] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  const submit = async () => {
    const { missing, form } = draft.store.get()
    const [first] = missingSteps(missing, form)
    if (first) {
      draft.show({ submitAttempted: true })
      onStep(first.target)
      return
    }
    setSubmitting(true)
    try {
      const number = await draft.submit()
      if (number !== undefined) onSubmitted(number)
      setRefusal(undefined)
    } catch (error) {
      setRefusal(problemText(error))
    } finally {
      setSubmitting(false)
    }
  }

  return (
    <footer className={styles.bar}>
      {refusal && <FindingRow finding={{ code: 'refused', level: 'error', text: refusal }} />}
      <div className={styles.missing}>
        {steps.length === 0 ? (
          <span className={styles.complete}>Lengkap, siap diajukan.</span>
        ) : (
          <>
            <span className={styles.quiet}>Kurang {steps.length}:</span>
            <ul className={classes(styles.steps, isExpanded && styles.expanded)}>
              {steps.map((step) => (
                <StepButton key={step.key} step={step} onStep={onStep} />
              ))}
            </ul>
            {steps.length > fitInOneLine && (
              <Button variant="quiet" size="small" onPress={() => setExpanded(!isExpanded)}>
                {isExpanded ? 'Ringkas' : 'Semua'}
              </Button>
            )}
          </>
        )}
      </div>
      <div className={styles.actions}>
        <SaveStatus />
        <ReadingStatus />
        <span data-field={submitPath}>
          <Button
            variant={steps.length === 0 ? 'primary' : 'secondary'}
            icon={Send}
            shortcut="F10"
            shortcutGroup="Permohonan"
            isPending={isSubmitting}
            onPress={() => void submit()}
          >
            Ajukan ke kecamatan
          </Button>
        </span>
      </div>
    </footer>
  )
})

/** Memoised by step: there are dozens while a family is typed. */
const StepButton = memo(
  function StepButton({ step, onStep }: { step: MissingStep; onStep: (step: MissingStepTarget) => void }) {
    return (
      <li>
        <Button
          size="small"
          shortcut={step.target.kind === 'unconfirmed' ? unconfirmedKey : undefined}
          shortcutGroup="Permohonan"
          onPress={() => onStep(step.target)}
        >
          {step.label}
        </Button>
      </li>
    )
  },
  (one, other) => isSameStep(one.step, other.step),
)

const isSameStep = (one: MissingStep, other: MissingStep | undefined): boolean =>
  one.key === other?.key && one.label === other.label

function areSameSteps(one: readonly MissingStep[], other: readonly MissingStep[]): boolean {
  return one.length === other.length && one.every((step, index) => isSameStep(step, other[index]))
}
