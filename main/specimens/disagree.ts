import { cardDate, parseCardDate } from '../../shared/calendar.ts'
import { addDays } from './days.ts'
import type { Numbers } from './numbers.ts'
import type { Random } from './random.ts'
import type { Disagreement, SpecimenFamily } from './specimen-family.ts'

/** A kecamatan that today's list does not have; abolished ones live on in the NIK they gave. */
const unknownDistrict = '327199'
const otherRelative = '9'

/**
 * Changes a family so that something in it does not agree, and notes what. `other` is an earlier family,
 * whose people turn up here again for the kinds that end in `elsewhere`.
 */
export function disagree(
  random: Random,
  numbers: Numbers,
  family: SpecimenFamily,
  kind: Disagreement['kind'],
  other: SpecimenFamily,
): void {
  const { form } = family
  const member = random.pick(form.members)
  const birthDate = parseCardDate(member.birthDate) ?? ''
  const sex = member.sex === '1' ? 'male' : 'female'
  const note = (memberId: string | null, otherNumber: number | null = null) =>
    family.disagreements.push({ kind, memberId, otherNumber })

  switch (kind) {
    case 'nik-birth-date-differs':
      member.birthDate = cardDate(addDays(birthDate, -1))
      return void note(member.id)
    case 'nik-sex-differs':
      member.nik = numbers.nik(random, member.nik.slice(0, 6), birthDate, sex === 'male' ? 'female' : 'male')
      return void note(member.id)
    case 'nik-district-unknown':
      member.nik = numbers.nik(random, unknownDistrict, birthDate, sex)
      return void note(member.id)
    case 'head-name-differs':
      form.family.headName = form.family.headName.slice(0, -1)
      return void note(null)
    case 'person-elsewhere': {
      const guest = { ...random.pick(other.form.members), id: random.uuid(), relationship: otherRelative }
      form.members.push(guest)
      return void note(guest.id, other.number)
    }
    case 'family-elsewhere':
      form.members = other.form.members.map((person) => ({ ...person, id: random.uuid() }))
      form.family.headName = other.form.family.headName
      family.issuedOn = other.issuedOn
      return void note(null, other.number)
  }
}
