import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Counter, openCounter } from '../../support/counter.ts'
import { familyForm, memberOf } from '../../support/family.ts'

let counter: Counter
/** Applications by the number of their family. */
const ids = new Map<number, string>()

beforeAll(async () => {
  counter = await openCounter()
  const names = ['SITI NURHALIZA', 'ASEP MA’RUF', 'SITI AMINAH', 'JOSÉ DA COSTA']
  for (const [index, name] of names.entries()) {
    const form = familyForm(index + 1, { headName: name })
    const [head, ...others] = form.members
    if (!head) throw new Error('an empty family')
    ids.set(index + 1, await counter.register({ ...form, members: [{ ...head, name }, ...others] }))
  }
})
afterAll(() => counter[Symbol.asyncDispose]())

const namesFor = (typed: string) => counter.applications.search(typed).map((match) => match.name)
const applicationsFor = (typed: string) =>
  counter.applications.search(typed).map((match) => match.applicationId)

describe('by name', () => {
  test('finds words by their beginnings, newest first', () => {
    expect(namesFor('siti')).toEqual(['SITI AMINAH', 'SITI NURHALIZA'])
    expect(namesFor('nur sit')).toEqual(['SITI NURHALIZA'])
    expect(namesFor('uri')).toEqual([])
  })

  test('does not mind accents and apostrophes', () => {
    expect(namesFor('jose')).toEqual(['JOSÉ DA COSTA'])
    expect(namesFor("ma'ruf")).toEqual(['ASEP MA’RUF'])
  })

  test('takes what would be an operator as it was typed', () => {
    for (const typed of ['siti"', 'NEAR(siti', 'siti*', '-siti', 'name:siti', '""']) {
      expect(() => counter.applications.search(typed)).not.toThrow()
    }
    expect(namesFor('siti OR asep')).toEqual([])
  })

  test('gives at most twenty', () => {
    const { applications, clerk } = counter
    const { id } = applications.create(clerk, 'pendaftaran')
    const people = Array.from({ length: 25 }, (_, index) =>
      memberOf({ date: '1990-01-01', sex: 'male' }, index + 1, { name: 'XAVERIUS TUNGGAL' }),
    )
    const form = { ...familyForm(80), members: people }
    applications.save(clerk, { id, revision: 1, kind: 'pendaftaran', form })
    expect(namesFor('xaverius')).toHaveLength(20)
    applications.save(clerk, { id, revision: 2, kind: 'pendaftaran', form: { ...form, members: [] } })
  })
})

describe('by number', () => {
  test('finds a person by the beginning of the NIK, however it is written', () => {
    const nik = familyForm(3).members[1]?.nik ?? ''
    expect(counter.applications.search(nik)).toHaveLength(1)
    const grouped = nik.replace(/(.{4})/g, '$1 ')
    expect(counter.applications.search(grouped)).toMatchObject([{ nik, applicationId: ids.get(3) }])
    expect(counter.applications.search(nik.slice(0, 14)).map((match) => match.nik)).toContain(nik)
  })

  test('finds a family by its No. KK, once', () => {
    expect(applicationsFor('3271 0310 0215 0002')).toEqual([ids.get(2)])
    expect(applicationsFor('3271.0310.0215.000')).toEqual([4, 3, 2, 1].map((family) => ids.get(family)))
  })

  test('finds an application by its registration number, whole or by its end', () => {
    const { number } = counter.applications.get(ids.get(2) ?? '')
    if (number === null) throw new Error('no number')
    for (const typed of [number, number.toLowerCase(), '2', '00002', number.slice(-8), number.slice(-12)]) {
      expect(applicationsFor(typed)[0], typed).toBe(ids.get(2))
    }
    expect(applicationsFor(number.slice(0, 17))).toHaveLength(4)
  })

  test('shows a number that two searches find only once', () => {
    const keys = counter.applications.search('3271').map((match) => `${match.applicationId}/${match.nik}`)
    expect(new Set(keys)).toHaveLength(keys.length)
  })
})

test('what is changed is found under its new name and number only', () => {
  const { applications, clerk } = counter
  const { id } = applications.create(clerk, 'pendaftaran')
  const form = familyForm(90)
  const [head, ...others] = form.members
  if (!head) throw new Error('an empty family')
  const save = (revision: number, name: string, nik: string) => {
    const members = [{ ...head, name, nik }, ...others]
    return applications.save(clerk, { id, revision, kind: 'pendaftaran', form: { ...form, members } })
  }
  const first = save(1, 'KETUT SUWARNA', '5171010101800001')
  expect(applicationsFor('ketut')).toEqual([id])
  expect(applicationsFor('51710101')).toEqual([id])
  const second = save(first.revision, 'MADE SUWARNA', '5171010101800002')
  expect(applicationsFor('ketut')).toEqual([])
  expect(applicationsFor('5171010101800001')).toEqual([])
  expect(applicationsFor('made suw')).toEqual([id])
  const members = others
  applications.save(clerk, { id, revision: second.revision, kind: 'pendaftaran', form: { ...form, members } })
  expect(applicationsFor('made suw')).toEqual([])
})

test('a draft with nothing but a No. KK is found by it', () => {
  const { applications, clerk } = counter
  const { id } = applications.create(clerk, 'pendaftaran')
  const form = { ...familyForm(91), members: [] }
  applications.save(clerk, { id, revision: 1, kind: 'pendaftaran', form })
  expect(applications.search(form.family.noKk)).toMatchObject([
    { applicationId: id, nik: '', name: form.family.headName },
  ])
})
