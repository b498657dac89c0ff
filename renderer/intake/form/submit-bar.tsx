import { Send } from 'lucide-react'
import { memo, useState } from 'react'
import { problemText } from '../../api/form-problem.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { FindingLine } from '../../ui/finding-line.tsx'
import { submitPlace } from '../draft/confirming.ts'
import { useWork, useWorkState } from '../draft/draft-context.ts'
import { type MissingStep, missingSteps, type Step, uncheckedKey } from '../draft/missing-steps.ts'
import { ReadingLine } from './reading-status.tsx'
import { SaveLine } from './save-status.tsx'
import styles from './submit-bar.module.css'

/** So many things fit into the line at every width; whether more do is not worth measuring. */
const surelyInOneLine = 2

type CompletenessFootProps = { go: (step: Step) => void; onSubmitted: (number: string) => void }

/**
 * The foot of the form: the only place that says what is missing, each thing a way to where it is put right,
 * and the way on. Asking to submit while something is missing goes to the first of it.
 */
export const SubmitBar = memo(function SubmitBar({ go, onSubmitted }: CompletenessFootProps) {
  const work = useWork()
  const steps = useWorkState((state) => missingSteps(state.missing, state.form), sameSteps)
  const [isWhole, setWhole] = useState(false)
  const [isSubmitting, setSubmitting] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  const submit = async () => {
    const { missing, form } = work.store.get()
    const [first] = missingSteps(missing, form)
    if (first) {
      work.show({ isDemanded: true })
      go(first.step)
      return
    }
    setSubmitting(true)
    try {
      const number = await work.submit()
      if (number !== undefined) onSubmitted(number)
      setRefusal(undefined)
    } catch (error) {
      setRefusal(problemText(error))
    } finally {
      setSubmitting(false)
    }
  }

  return (
    <footer className={styles.foot}>
      {refusal && <FindingLine finding={{ code: 'refused', level: 'error', text: refusal }} />}
      <div className={styles.missing}>
        {steps.length === 0 ? (
          <span className={styles.complete}>Lengkap, siap diajukan.</span>
        ) : (
          <>
            <span className={styles.quiet}>Kurang {steps.length}:</span>
            <ul className={classes(styles.steps, isWhole && styles.whole)}>
              {steps.map((step) => (
                <StepButton key={step.key} step={step} go={go} />
              ))}
            </ul>
            {steps.length > surelyInOneLine && (
              <Button variant="quiet" size="small" onPress={() => setWhole(!isWhole)}>
                {isWhole ? 'Ringkas' : 'Semua'}
              </Button>
            )}
          </>
        )}
      </div>
      <div className={styles.actions}>
        <SaveLine />
        <ReadingLine />
        <span data-place={submitPlace}>
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

/** Drawn again only when it is another step: there are dozens while a family is typed. */
const StepButton = memo(
  function StepButton({ step, go }: { step: MissingStep; go: (step: Step) => void }) {
    return (
      <li>
        <Button
          size="small"
          shortcut={step.step.go === 'unchecked' ? uncheckedKey : undefined}
          shortcutGroup="Permohonan"
          onPress={() => go(step.step)}
        >
          {step.label}
        </Button>
      </li>
    )
  },
  (one, other) => sameStep(one.step, other.step),
)

const sameStep = (one: MissingStep, other: MissingStep | undefined): boolean =>
  one.key === other?.key && one.label === other.label

function sameSteps(one: readonly MissingStep[], other: readonly MissingStep[]): boolean {
  return one.length === other.length && one.every((step, place) => sameStep(step, other[place]))
}
