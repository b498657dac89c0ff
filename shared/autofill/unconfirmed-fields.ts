import { type FieldPath, parseFieldPath } from '../field-path.ts'
import type { ApplicationForm } from '../form.ts'

/**
 * Confirms these fields: a person has typed over or confirmed their values. The same form again where none of
 * them was unconfirmed.
 */
export function confirmFields(form: ApplicationForm, paths: readonly FieldPath[]): ApplicationForm {
  if (!form.machineRead.some((path) => paths.includes(path))) return form
  return { ...form, machineRead: form.machineRead.filter((path) => !paths.includes(path)) }
}

/** Confirms every field of a member. */
export function confirmMember(form: ApplicationForm, memberId: string): ApplicationForm {
  return confirmFields(form, unconfirmedFields(form, memberId))
}

/** The unconfirmed fields of a member, or of the family (null), in the order in which they were filled. */
export function unconfirmedFields(form: ApplicationForm, memberId: string | null): FieldPath[] {
  return form.machineRead.filter((path) => parseFieldPath(path).memberId === memberId)
}
