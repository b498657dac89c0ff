import { ageInYears, cardDate } from '../../shared/calendar.ts'
import { emptyMember, type MemberForm } from '../../shared/form.ts'
import { type Person, relationship } from './invent-household.ts'
import type { Numbers } from './numbers.ts'
import { inventOrigin, type Village } from './places.ts'
import type { Random } from './random.ts'

export interface Surroundings {
  numbers: Numbers
  village: Village
  /** YYYY-MM-DD */
  today: string
}

/**
 * A person as a line of the Kartu Keluarga, with schooling and work that fit age and place in the household.
 */
export function inventMember(
  random: Random,
  person: Person,
  religion: string,
  { numbers, village, today }: Surroundings,
): MemberForm {
  const age = ageInYears(person.birthDate, today)
  const origin = inventOrigin(random, village)
  return {
    ...emptyMember(random.uuid()),
    name: person.name,
    nik: numbers.nik(random, origin.district, person.birthDate, person.sex),
    sex: person.sex === 'male' ? '1' : '2',
    birthPlace: origin.birthPlace,
    birthDate: cardDate(person.birthDate),
    religion,
    education: education(random, age),
    occupation: occupation(random, person, age),
    bloodType: random.chance(0.6) ? unknownBloodType : random.pick(['1', '2', '3', '4']),
    maritalStatus: person.maritalStatus,
    marriageDate: person.marriedOn ? cardDate(person.marriedOn) : '',
    relationship: person.relationship,
    fatherName: person.fatherName,
    motherName: person.motherName,
  }
}

const unknownBloodType = '13'

/** Codes of the highest school finished (shared/reference/population.ts). */
function education(random: Random, age: number): string {
  if (age < 7) return '1'
  if (age < 13) return '2'
  if (age < 16) return '3'
  if (age < 19) return '4'
  return random.pick(['2', '3', '3', '3', '4', '4', '4', '5', '5', '5', '8'])
}

const work = {
  none: '1',
  household: '2',
  pupil: '3',
  /**
   * Day labourer, market seller, driver, bricklayer, carpenter, mechanic, farmer, self-employed, employee.
   */
  men: ['19', '19', '19', '84', '84', '81', '26', '27', '35', '9', '88', '15'],
  /** Market seller, seamstress, maid, day labourer, self-employed, employee. */
  women: ['84', '84', '30', '23', '19', '88', '15'],
} as const

/** Codes of shared/reference/occupations.ts; none of those that suggest a wage earner of the state. */
function occupation(random: Random, person: Person, age: number): string {
  if (age < 6 || age > 70) return work.none
  if (age < 19) return work.pupil
  if (person.relationship === relationship.child && random.chance(0.3)) return work.none
  if (person.sex === 'male') return random.pick(work.men)
  const keepsHouse = person.relationship !== relationship.head && person.relationship !== relationship.child
  return keepsHouse && random.chance(0.75) ? work.household : random.pick(work.women)
}
