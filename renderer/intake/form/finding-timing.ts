import type { ApplicationForm } from '../../../shared/form.ts'
import { withoutSeparators } from '../../../shared/nik.ts'
import type { Finding, FindingCode } from '../../../shared/validation/finding.ts'

/** What is known about the field that a finding stands under. */
export interface FieldMoment {
  value: string
  hasFocus: boolean
  /** Somebody has been in it and left it, or asked to submit. */
  wasVisited: boolean
}

/** What is known about the list of members. */
export interface ListMoment {
  form: ApplicationForm
  /** Submission was asked for. */
  isDemanded: boolean
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
export function isDue(finding: Finding, moment: FieldMoment): boolean {
  if (!whileIncomplete.has(finding.code)) return true
  if (finding.code === 'required') return moment.wasVisited && !moment.hasFocus
  if (isNumber(finding.code) && withoutSeparators(moment.value).length > 16) return true
  return !moment.hasFocus
}

const isNumber = (code: FindingCode): boolean => code === 'nik-digits' || code === 'no-kk-digits'

/** Whether a finding about the family as a whole is worth saying: not while somebody in it is still nobody's. */
export function isListDue(finding: Finding, { form, isDemanded }: ListMoment): boolean {
  if (finding.code !== 'head-missing') return true
  const everybodyBelongs = form.members.every((member) => member.relationship !== '')
  return form.members.length > 0 && (everybodyBelongs || isDemanded)
}
