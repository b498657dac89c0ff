import { CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { codeTables } from '../../../shared/autofill/form-values.ts'
import { groupedDigits } from '../../../shared/display.ts'
import { type FieldPath, findFieldValue, parseFieldPath } from '../../../shared/field-path.ts'
import { documentNames } from '../../../shared/form.ts'
import { findLabel } from '../../../shared/reference/code-table.ts'
import { Button } from '../../ui/button.tsx'
import {
  confidentFields,
  confirmGroupPath,
  confirmInDraft,
  findBestEvidence,
  focusNextOpenField,
} from '../draft/confirm-fields.ts'
import { useCanType, useDraft, useDraftState } from '../draft/draft-context.ts'
import { fieldLabel } from '../draft/field-labels.ts'
import { sameItems } from '../draft/state-store.ts'
import styles from './confirm-group.module.css'
import { FieldSnippet } from './scan-strip.tsx'
import { useShowInViewer } from './show-in-viewer.ts'

/** CSS px height of the print in the snippets of a confirm group. */
const comparedPrintHeight = 18

/**
 * Confident values of a member, or of the family (null), each under its snippet of the scan; one Enter
 * confirms them all. Values that are not confident are confirmed in their own fields.
 */
export function ConfirmGroup({ memberId }: { memberId: string | null }) {
  const draft = useDraft()
  const canType = useCanType()
  const [hasFocus, setFocus] = useState(false)
  const paths = useDraftState((state) => confidentFields(state, memberId), sameItems)
  useShowInViewer(paths, hasFocus)
  if (!canType || paths.length === 0) return null
  const confirm = () => {
    confirmInDraft(draft, paths)
    if (confidentFields(draft.store.get(), memberId).length === 0)
      focusNextOpenField(draft, confirmGroupPath(memberId))
  }
  return (
    <fieldset
      className={styles.group}
      aria-label="Terbaca mesin"
      data-field={confirmGroupPath(memberId)}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
    >
      <dl className={styles.values}>
        {paths.map((path) => (
          <ComparedValue key={path} path={path} />
        ))}
      </dl>
      <div className={styles.confirm}>
        <Button variant="primary" size="small" icon={CheckCheck} onPress={confirm}>
          {`Semua ${paths.length} sama`}
        </Button>
        <span className={styles.keys}>Enter bila sama; Tab ke isian yang berbeda.</span>
      </div>
    </fieldset>
  )
}

function ComparedValue({ path }: { path: FieldPath }) {
  const draft = useDraft()
  const { memberId, field } = parseFieldPath(path)
  const value = useDraftState((state) => findFieldValue(state.form, path) ?? '')
  const evidence = useDraftState((state) => findBestEvidence(state, path))
  const page = useDraftState((state) => state.pages.find(({ id }) => id === evidence?.pageId))
  return (
    <div className={styles.value} data-value-of={path}>
      <dt className={styles.label}>
        {fieldLabel(memberId, field)}
        {evidence && ` · ${documentNames[evidence.document]}`}
      </dt>
      <dd>
        {evidence && page && (
          <FieldSnippet page={page} evidence={evidence} printHeight={comparedPrintHeight} />
        )}
        <span className={isNumber(field) ? styles.number : undefined}>
          {displayValue(field, value, draft.reference.villages)}
        </span>
      </dd>
    </div>
  )
}

const isNumber = (field: string): boolean => field === 'nik' || field === 'noKk'

function displayValue(
  field: string,
  value: string,
  villages: readonly { code: string; name: string }[],
): string {
  if (isNumber(field)) return groupedDigits(value)
  if (field === 'village') return villages.find(({ code }) => code === value)?.name ?? value
  const table = codeTables[field]
  return table ? (findLabel(table, value) ?? value) : value
}
