import { type FieldPath, placeParts } from '../field-path.ts'
import type { ApplicationForm } from '../form.ts'

/**
 * Takes the marks off these places: their values are a person's now, because they were typed over or confirmed.
 * The same form again where none of them was marked.
 */
export function withoutMarks(form: ApplicationForm, places: readonly FieldPath[]): ApplicationForm {
  if (!form.machineRead.some((marked) => places.includes(marked))) return form
  return { ...form, machineRead: form.machineRead.filter((marked) => !places.includes(marked)) }
}

/** Takes off every mark of a member. */
export function withoutMemberMarks(form: ApplicationForm, memberId: string): ApplicationForm {
  return withoutMarks(form, marksOf(form, memberId))
}

/** The marked places of a member, or of the family (null), in the order in which they were filled. */
export function marksOf(form: ApplicationForm, memberId: string | null): FieldPath[] {
  return form.machineRead.filter((place) => placeParts(place).memberId === memberId)
}
