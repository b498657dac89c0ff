import type { ApplicationForm } from '../../../shared/form.ts'
import { withoutSeparators } from '../../../shared/nik.ts'
import type { Finding, FindingCode } from '../../../shared/validation/finding.ts'

/** What is known about the field that a finding stands under. */
export interface FieldFocus {
  value: string
  hasFocus: boolean
  /** Somebody has been in it and left it, or asked to submit. */
  wasVisited: boolean
}

/** What is known about the list of members. */
export interface ListProgress {
  form: ApplicationForm
  /** Submission was asked for. */
  submitAttempted: boolean
}

/** Findings that are true of every value on its way to being whole. */
const whileIncomplete: ReadonlySet<FindingCode> = new Set([
  'required',
  'nik-digits',
  'no-kk-digits',
  'date-impossible',
  'date-in-future',
  'name-one-word',
])

/**
 * Whether a finding is worth saying now. Nobody wants to hear "16 digits" at the third one: what is only not
 * yet complete is said when the field is left. More digits than there can be is said at once.
 */
export function isFieldFindingDue(finding: Finding, field: FieldFocus): boolean {
  if (!whileIncomplete.has(finding.code)) return true
  if (finding.code === 'required') return field.wasVisited && !field.hasFocus
  if (isNumber(finding.code) && withoutSeparators(field.value).length > 16) return true
  return !field.hasFocus
}

const isNumber = (code: FindingCode): boolean => code === 'nik-digits' || code === 'no-kk-digits'

/** Whether a finding about the family as a whole is worth saying: not while somebody in it is still nobody's. */
export function isListFindingDue(finding: Finding, { form, submitAttempted }: ListProgress): boolean {
  if (finding.code !== 'head-missing') return true
  const allHaveRelationship = form.members.every((member) => member.relationship !== '')
  return form.members.length > 0 && (allHaveRelationship || submitAttempted)
}
