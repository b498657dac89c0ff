import type { ApplicationForm } from '../../../shared/form.ts'
import { withoutSeparators } from '../../../shared/nik.ts'
import type { Finding, FindingCode } from '../../../shared/validation/finding.ts'

/** State of the field that a finding belongs to. */
export interface FieldFocus {
  value: string
  hasFocus: boolean
  /** It had the focus before, or submission was tried. */
  wasVisited: boolean
}

/** State of the member list. */
export interface ListProgress {
  form: ApplicationForm
  /** Submission was tried. */
  submitAttempted: boolean
}

/** Findings that every incomplete value has while it is typed. */
const whileIncomplete: ReadonlySet<FindingCode> = new Set([
  'required',
  'nik-digits',
  'no-kk-digits',
  'date-impossible',
  'date-in-future',
  'name-one-word',
])

/**
 * Whether to show a finding now. Findings about an incomplete value wait until the field loses the focus ("16
 * digits" at the third one helps nobody); too many digits are shown at once.
 */
export function isFieldFindingDue(finding: Finding, field: FieldFocus): boolean {
  if (!whileIncomplete.has(finding.code)) return true
  if (finding.code === 'required') return field.wasVisited && !field.hasFocus
  if (isNumber(finding.code) && withoutSeparators(field.value).length > 16) return true
  return !field.hasFocus
}

const isNumber = (code: FindingCode): boolean => code === 'nik-digits' || code === 'no-kk-digits'

/** Whether to show a finding about the family: "no head" waits until every member has a relationship. */
export function isListFindingDue(finding: Finding, { form, submitAttempted }: ListProgress): boolean {
  if (finding.code !== 'head-missing') return true
  const allHaveRelationship = form.members.every((member) => member.relationship !== '')
  return form.members.length > 0 && (allHaveRelationship || submitAttempted)
}
