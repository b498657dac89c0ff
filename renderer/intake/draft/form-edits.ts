import {
  confirmFields,
  confirmMember,
  unconfirmedFields,
} from '../../../shared/autofill/unconfirmed-fields.ts'
import { type FamilyField, familyPath, type MemberField, memberPath } from '../../../shared/field-path.ts'
import {
  type ApplicationForm,
  type DocumentKind,
  emptyMember,
  type LetterForm,
  type MemberForm,
} from '../../../shared/form.ts'

export type LetterField = 'number' | 'date'

/** Maximum length of a field in the contract; a longer paste is truncated instead of refused later. */
const maxTextLength = 500

const truncate = (text: string): string => text.slice(0, maxTextLength)

export function withFamily(form: ApplicationForm, field: FamilyField, value: string): ApplicationForm {
  const typed = { ...form, family: { ...form.family, [field]: truncate(value) } }
  return confirmFields(typed, [familyPath(field)])
}

export function withMember(
  form: ApplicationForm,
  id: string,
  change: Partial<Omit<MemberForm, 'id'>>,
): ApplicationForm {
  const typed = {
    ...form,
    members: form.members.map((member) => (member.id === id ? { ...member, ...change } : member)),
  }
  return confirmFields(
    typed,
    Object.keys(change).map((field) => memberPath(id, field)),
  )
}

export function withMemberText(
  form: ApplicationForm,
  id: string,
  field: MemberField,
  value: string,
): ApplicationForm {
  return withMember(form, id, { [field]: truncate(value) })
}

/** A KK has ten rows; the contract allows forty. */
export const maxMembers = 40

export function withNewMember(form: ApplicationForm, id: string): ApplicationForm {
  return { ...form, members: [...form.members, emptyMember(id)] }
}

/** Also drops the member's overrides and unconfirmed fields; withMemberBack restores them. */
export function withoutMember(form: ApplicationForm, id: string): ApplicationForm {
  return {
    ...confirmMember(form, id),
    members: form.members.filter((member) => member.id !== id),
    overrides: form.overrides.filter((override) => override.memberId !== id),
  }
}

/** Restores a removed member at their index, with their overrides and unconfirmed fields. */
export function withRestoredMember(
  form: ApplicationForm,
  before: ApplicationForm,
  id: string,
): ApplicationForm {
  const index = before.members.findIndex((member) => member.id === id)
  const member = before.members[index]
  if (!member || form.members.some((present) => present.id === id)) return form
  return {
    ...form,
    members: [...form.members.slice(0, index), member, ...form.members.slice(index)],
    overrides: [...form.overrides, ...before.overrides.filter((override) => override.memberId === id)],
    machineRead: [...form.machineRead, ...unconfirmedFields(before, id)],
  }
}

export function withLetter(
  form: ApplicationForm,
  kind: DocumentKind,
  field: LetterField,
  value: string,
): ApplicationForm {
  const known: LetterForm = form.letters.find((letter) => letter.kind === kind) ?? {
    kind,
    number: '',
    date: '',
  }
  const letter = { ...known, [field]: truncate(value) }
  const isNew = !form.letters.some((other) => other.kind === kind)
  return {
    ...form,
    letters: isNew
      ? [...form.letters, letter]
      : form.letters.map((other) => (other.kind === kind ? letter : other)),
  }
}

/** Overrides a finding with a reason; an empty reason removes the override. */
export function withOverride(
  form: ApplicationForm,
  memberId: string | null,
  code: string,
  reason: string,
): ApplicationForm {
  const others = form.overrides.filter((given) => given.memberId !== memberId || given.code !== code)
  const answer = truncate(reason.trim())
  return { ...form, overrides: answer === '' ? others : [...others, { memberId, code, reason: answer }] }
}
