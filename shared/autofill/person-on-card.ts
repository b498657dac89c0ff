import { parseCardDate } from '../calendar.ts'
import { editDistance } from '../edit-distance.ts'
import type { MemberForm } from '../form.ts'
import { isSixteenDigits, withoutSeparators } from '../nik.ts'
import type { PageReading, ReadValue } from '../reading.ts'
import { memberValue } from './form-values.ts'
import { isSimilarText } from './same-value.ts'

/** What tells a person apart, as a card or a member of the form has it; empty where it is not known. */
export interface Person {
  readonly nik: string
  readonly name: string
  /** YYYY-MM-DD */
  readonly birthDate: string
  /** Code of population.ts. */
  readonly sex: string
}

export function personInForm(member: MemberForm): Person {
  const nik = withoutSeparators(member.nik)
  return {
    nik: isSixteenDigits(nik) ? nik : '',
    name: member.name,
    birthDate: parseCardDate(member.birthDate) ?? '',
    sex: member.sex,
  }
}

/** The people on a page in the order of its lines: one on a KTP, those of the member table on a KK. */
export function peopleOnPage(reading: PageReading, today: string): Person[] {
  switch (reading.kind) {
    case 'ktp':
      return [personRead(reading.fields, today)]
    case 'kk':
      return reading.members.map(({ fields }) => personRead(fields, today))
    case 'other':
      return []
  }
}

type IdentifyingFields = Partial<Record<'nik' | 'name' | 'birthDate' | 'sex', ReadValue | undefined>>

function personRead(fields: IdentifyingFields, today: string): Person {
  const textOf = (field: keyof IdentifyingFields) =>
    memberValue(field, fields[field]?.value ?? '', today) ?? ''
  return {
    nik: textOf('nik'),
    name: textOf('name'),
    birthDate: parseCardDate(textOf('birthDate')) ?? '',
    sex: textOf('sex'),
  }
}

/** Whether nothing is known that could tell this person from another. */
export const isUnidentified = ({ nik, name, birthDate }: Person): boolean =>
  nik === '' && name.trim() === '' && birthDate === ''

/**
 * The place of a person among candidates: who has the same NIK, else the same name but for a letter or two,
 * else, where exactly one has them, the same birth date and sex. Undefined where nobody has.
 */
export function findSamePerson(person: Person, candidates: readonly Person[]): number | undefined {
  const sameNik = candidates.findIndex(({ nik }) => nik !== '' && nik === person.nik)
  if (sameNik >= 0) return sameNik
  const sameName = candidates.findIndex(
    (candidate) => isSimilarText(candidate.name, person.name) && !isAnotherBirth(person, candidate),
  )
  if (sameName >= 0) return sameName
  const born = candidates.flatMap((candidate, index) =>
    isSameBirth(person, candidate) && !isAnotherNik(person, candidate) ? [index] : [],
  )
  return born.length === 1 ? born[0] : undefined
}

/** Father and son may share a name, but neither a NIK nor a birth date. */
function isAnotherBirth(one: Person, other: Person): boolean {
  const differ = (field: 'nik' | 'birthDate') =>
    one[field] !== '' && other[field] !== '' && one[field] !== other[field]
  return differ('birthDate') && differ('nik')
}

/** Digits of a NIK that a bad scan may have cost: beyond them it is somebody else's. */
const misreadDigits = 2

const isAnotherNik = (one: Person, other: Person): boolean =>
  one.nik !== '' && other.nik !== '' && editDistance(one.nik, other.nik) > misreadDigits

const isSameBirth = (one: Person, other: Person): boolean =>
  one.birthDate !== '' && one.birthDate === other.birthDate && one.sex !== '' && one.sex === other.sex
