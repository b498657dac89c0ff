import { type ApplicationForm, FamilyForm, MemberForm } from './form.ts'

/** The fields of a form that hold text. */
export type FamilyField = keyof FamilyForm
export type MemberField = Exclude<keyof MemberForm, 'id' | 'proposed'>

/** Where on the form something stands, as one string: marks, findings, focus and jumps all mean places by it. */
export type FieldPath = string

export const familyPath = (field: string): FieldPath => `family.${field}`
export const memberPath = (memberId: string, field: string): FieldPath => `${memberId}.${field}`

/** The place of a finding or a reading: its member's field, or the family's. */
export function fieldPath(at: { memberId: string | null; field: string }): FieldPath {
  return at.memberId === null ? familyPath(at.field) : memberPath(at.memberId, at.field)
}

/** What a place is: the member it belongs to, or null for the family, and the field. */
export function parseFieldPath(path: FieldPath): { memberId: string | null; field: string } {
  const dot = path.lastIndexOf('.')
  const owner = path.slice(0, dot)
  return { memberId: owner === 'family' ? null : owner, field: path.slice(dot + 1) }
}

const textFields = MemberForm.omit({ id: true, proposed: true })

export const isFamilyField = (field: string): field is FamilyField => Object.hasOwn(FamilyForm.shape, field)
export const isMemberField = (field: string): field is MemberField => Object.hasOwn(textFields.shape, field)

/** As much of a form as holds values at places. */
export type FormFields = Pick<ApplicationForm, 'family' | 'members'>

/** What stands at a place; undefined where the form has no such field or the member is not on it. */
export function findFieldValue(form: FormFields, path: FieldPath): string | undefined {
  const { memberId, field } = parseFieldPath(path)
  if (memberId === null) return isFamilyField(field) ? form.family[field] : undefined
  return isMemberField(field) ? form.members.find((member) => member.id === memberId)?.[field] : undefined
}

/** The form with another value at a place; the same form where it has no such place. */
export function withFieldValue<Form extends FormFields>(form: Form, path: FieldPath, value: string): Form {
  const { memberId, field } = parseFieldPath(path)
  if (memberId === null)
    return isFamilyField(field) ? { ...form, family: { ...form.family, [field]: value } } : form
  if (!isMemberField(field)) return form
  const members = form.members.map((member) =>
    member.id === memberId ? { ...member, [field]: value } : member,
  )
  return { ...form, members }
}
