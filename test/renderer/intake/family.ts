import { type ApplicationForm, emptyForm, emptyMember, type MemberForm } from '../../../shared/form.ts'

/** The day on which the tests of this folder happen. */
export const today = '2026-11-21'

/** A member with a UUID made of a small number, so that tests can name it. */
export function member(number: number, change: Partial<MemberForm> = {}): MemberForm {
  return { ...emptyMember(memberId(number)), ...change }
}

export const memberId = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** A form of an invented family. */
export function familyOf(...members: MemberForm[]): ApplicationForm {
  const form = emptyForm('3271031006')
  return { ...form, family: { ...form.family, headName: 'FAJAR DARMAWAN' }, members }
}

export const father = member(1, {
  name: 'FAJAR DARMAWAN',
  nik: '3271011401710002',
  sex: '1',
  birthDate: '14-01-1971',
  religion: '1',
  maritalStatus: '2',
  marriageDate: '02-06-1998',
  relationship: '1',
})

export const mother = member(2, {
  name: 'SRI WAHYUNI',
  sex: '2',
  birthDate: '05-03-1974',
  religion: '1',
  relationship: '3',
})
