import { type FieldPath, parseFieldPath } from '../field-path.ts'
import type { ApplicationForm } from '../form.ts'

/**
 * Takes the marks off these places: their values are a person's now, because they were typed over or confirmed.
 * The same form again where none of them was marked.
 */
export function confirmFields(form: ApplicationForm, paths: readonly FieldPath[]): ApplicationForm {
  if (!form.machineRead.some((path) => paths.includes(path))) return form
  return { ...form, machineRead: form.machineRead.filter((path) => !paths.includes(path)) }
}

/** Takes off every mark of a member. */
export function confirmMember(form: ApplicationForm, memberId: string): ApplicationForm {
  return confirmFields(form, unconfirmedFields(form, memberId))
}

/** The marked places of a member, or of the family (null), in the order in which they were filled. */
export function unconfirmedFields(form: ApplicationForm, memberId: string | null): FieldPath[] {
  return form.machineRead.filter((path) => parseFieldPath(path).memberId === memberId)
}
