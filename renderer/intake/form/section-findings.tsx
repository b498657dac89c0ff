import { useState } from 'react'
import { type FieldPath, fieldPath } from '../../../shared/field-path.ts'
import type { Finding } from '../../../shared/validation/finding.ts'
import { FindingRow } from '../../ui/finding-row.tsx'
import { useCanType, useDraft, useDraftState } from '../draft/draft-context.ts'
import { withOverride } from '../draft/form-edits.ts'
import { sameItems } from '../draft/state-store.ts'
import { isListFindingDue } from './finding-timing.ts'
import styles from './form.module.css'
import { toFieldFinding } from './form-field.tsx'
import { ReasonRow } from './reason-row.tsx'

/** Findings that belong to no single field: about the member list, or about proposing a member. */
export function SectionFindings({ path }: { path: FieldPath }) {
  const draft = useDraft()
  const canType = useCanType()
  const [overriding, setOverriding] = useState<Finding>()
  const findings = useDraftState(
    (state) =>
      state.findings.filter((finding) => fieldPath(finding) === path && isListFindingDue(finding, state)),
    sameItems,
  )
  const answer = (finding: Finding, reason: string) => {
    setOverriding(undefined)
    draft.edit({ form: withOverride(draft.store.get().form, finding.memberId, finding.code, reason) })
  }
  return (
    <div className={styles.findings} aria-live="polite">
      {findings.map((finding) => (
        <FindingRow
          key={finding.code}
          finding={toFieldFinding(finding, canType, () => setOverriding(finding))}
          isActive={false}
        />
      ))}
      {overriding && canType && (
        <ReasonRow
          finding={overriding}
          onAnswer={(reason) => answer(overriding, reason)}
          onClose={() => {
            setOverriding(undefined)
            draft.show({ focusRequest: { path } })
          }}
        />
      )}
    </div>
  )
}
