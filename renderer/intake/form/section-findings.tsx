import { useState } from 'react'
import { type FieldPath, fieldPath } from '../../../shared/field-path.ts'
import type { Finding } from '../../../shared/validation/finding.ts'
import { FindingLine } from '../../ui/finding-line.tsx'
import { useCanType, useWork, useWorkState } from '../draft/draft-context.ts'
import { withAnswer } from '../draft/form-edits.ts'
import { sameItems } from '../draft/store.ts'
import { isListDue } from './finding-timing.ts'
import styles from './form.module.css'
import { asFieldFinding } from './form-field.tsx'
import { ReasonLine } from './reason-row.tsx'

/** Findings that stand under no single field: about the list of members, or about proposing one at all. */
export function PlaceFindings({ place }: { place: FieldPath }) {
  const work = useWork()
  const canType = useCanType()
  const [answering, setAnswering] = useState<Finding>()
  const findings = useWorkState(
    (state) => state.findings.filter((finding) => fieldPath(finding) === place && isListDue(finding, state)),
    sameItems,
  )
  const answer = (finding: Finding, reason: string) => {
    setAnswering(undefined)
    work.edit({ form: withAnswer(work.store.get().form, finding.memberId, finding.code, reason) })
  }
  return (
    <div className={styles.findings} aria-live="polite">
      {findings.map((finding) => (
        <FindingLine
          key={finding.code}
          finding={asFieldFinding(finding, canType, () => setAnswering(finding))}
          isActive={false}
        />
      ))}
      {answering && canType && (
        <ReasonLine
          finding={answering}
          onAnswer={(reason) => answer(answering, reason)}
          onClose={() => {
            setAnswering(undefined)
            work.show({ wanted: { place } })
          }}
        />
      )}
    </div>
  )
}
