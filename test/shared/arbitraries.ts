import fc from 'fast-check'
import type { ApplicationForm, MemberForm } from '../../shared/form.ts'
import { type Birth, familyForm, memberOf } from '../support/family.ts'

export const today = '2026-11-21'

/** A day on which somebody who lives today may have been born, YYYY-MM-DD. */
export const birthDay = fc
  .date({ min: new Date('1927-01-01'), max: new Date(today), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

export const birth: fc.Arbitrary<Birth> = fc.record({
  date: birthDay,
  sex: fc.constantFrom('male', 'female'),
})

export const serial = fc.integer({ min: 1, max: 9999 })

/** What people do type into a field: almost right, of another field, in the wrong script, or nothing. */
const typed = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('', ' ', '0', '1', '2', '99', '31-02-1981', '14-01-1971', '01-01-2112', '3271031703810000'),
  fc.constantFrom('٣٢٧١', 'Ma’ruf', 'SITI 2', 'A', '3271 0317 0381 0044', '3271031006', '-'),
)

const memberFields = [
  'name',
  'nik',
  'sex',
  'birthPlace',
  'birthDate',
  'religion',
  'education',
  'occupation',
  'bloodType',
  'maritalStatus',
  'marriageDate',
  'relationship',
  'citizenship',
  'fatherName',
] as const satisfies readonly (keyof MemberForm)[]

const familyFields = [
  'noKk',
  'headName',
  'address',
  'rt',
  'rw',
  'village',
  'postalCode',
  'phone',
] as const satisfies readonly (keyof ApplicationForm['family'])[]

const spoiling = fc.oneof(
  fc.record({ of: fc.constant('family' as const), field: fc.constantFrom(...familyFields), value: typed }),
  fc.record({
    of: fc.constant('member' as const),
    member: fc.nat({ max: 4 }),
    field: fc.constantFrom(...memberFields),
    value: typed,
  }),
)

const letter = fc.record({
  kind: fc.constantFrom('surat-faskes' as const, 'sktm' as const),
  number: typed,
  date: typed,
})

/** A family as it is typed: most of it right, a few fields not, some warnings answered. */
export const typedForm: fc.Arbitrary<ApplicationForm> = fc
  .record({
    family: fc.integer({ min: 1, max: 2000 }),
    born: birth,
    serial,
    spoilt: fc.array(spoiling, { maxLength: 3 }),
    letters: fc.array(letter, { maxLength: 2 }),
    proposed: fc.boolean(),
    reason: fc.constantFrom('', 'Begitu di kartu'),
  })
  .map(({ family, born, serial, spoilt, letters, proposed, reason }) => {
    const form = familyForm(family)
    const fifth = memberOf(born, serial, { name: 'ANAK KELIMA', proposed })
    const typedForm = { ...form, letters, members: [...form.members, fifth] }
    for (const spoil of spoilt) {
      if (spoil.of === 'family') typedForm.family = { ...typedForm.family, [spoil.field]: spoil.value }
      else {
        typedForm.members = typedForm.members.map((member, index) =>
          index === spoil.member ? { ...member, [spoil.field]: spoil.value } : member,
        )
      }
    }
    const memberIds = [null, ...typedForm.members.map((member) => member.id)]
    const codes = ['name-characters', 'nik-date', 'nik-sex-differs', 'nik-birth-date-differs', 'head-missing']
    return {
      ...typedForm,
      overrides: memberIds.flatMap((memberId) => codes.map((code) => ({ memberId, code, reason }))),
    }
  })
