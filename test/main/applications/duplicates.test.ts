import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApplicationForm, MemberForm } from '../../../shared/form.ts'
import { type Counter, openCounter } from '../../support/counter.ts'
import { familyForm, noKkOf } from '../../support/family.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter[Symbol.asyncDispose]())

/** A draft that holds the form, and what looks like it elsewhere. */
function duplicatesOf(form: ApplicationForm) {
  const { applications, clerk } = counter
  const { id } = applications.create(clerk, 'pendaftaran')
  applications.save(clerk, { id, revision: 1, kind: 'pendaftaran', form })
  const found = applications.duplicates(id)
  applications.cancel(clerk, id, '')
  return found
}

const withHead = (form: ApplicationForm, change: Partial<MemberForm>): ApplicationForm => ({
  ...form,
  members: form.members.map((member, index) => (index === 0 ? { ...member, ...change } : member)),
})

test('a family without a double has none', async () => {
  await counter.register(familyForm(1))
  expect(duplicatesOf(familyForm(2))).toEqual([])
})

test('the same NIK, the same No. KK and the same person are found without any network', async () => {
  const form = familyForm(10)
  const applicationId = await counter.register(form)
  const [head] = form.members
  if (!head) throw new Error('an empty family')

  const other = familyForm(11)
  const sameNik = withHead(other, { nik: head.nik, name: 'NAMA LAIN SEKALI' })
  expect(duplicatesOf(sameNik)).toMatchObject([
    { because: 'nik', memberId: other.members[0]?.id, match: { applicationId, name: head.name } },
  ])

  const sameNoKk = { ...familyForm(12), family: { ...other.family, noKk: '3271 0310 0215 0010' } }
  expect(duplicatesOf(withHead(sameNoKk, { name: 'NAMA LAIN SEKALI' }))).toMatchObject([
    { because: 'no-kk', memberId: null, match: { applicationId, noKk: noKkOf(10) } },
  ])
})

test('the same name and birth date under another NIK is the same person, however the name is typed', async () => {
  const date = { birthDate: '04-05-1979', relationship: '1' }
  const applicationId = await counter.register(
    withHead(familyForm(20, { headName: 'Raden Mas Panji' }), {
      ...date,
      name: 'RADEN MAS PANJI',
      nik: '3271030405790020',
    }),
  )
  const found = duplicatesOf(
    withHead(familyForm(21), { ...date, name: ' raden  mas panji', nik: '3271030405790021' }),
  )
  expect(found).toMatchObject([{ because: 'person', match: { applicationId, nik: '3271030405790020' } }])
})

test('a cancelled or refused application is no double', async () => {
  const { applications, verification, clerk, verifier } = counter
  const form = familyForm(30)
  const refused = await counter.register(form)
  expect(duplicatesOf(form).length).toBeGreaterThan(0)
  verification.decide(verifier, refused, 'tolak', 'Penghasilan cukup')
  await verification.sign(verifier, '', async () => undefined)
  expect(duplicatesOf(form)).toEqual([])

  const draft = applications.create(clerk, 'pendaftaran')
  applications.save(clerk, { id: draft.id, revision: 1, kind: 'pendaftaran', form })
  expect(duplicatesOf(form).length).toBeGreaterThan(0)
  applications.cancel(clerk, draft.id, 'Salah loket')
  expect(duplicatesOf(form)).toEqual([])
})
