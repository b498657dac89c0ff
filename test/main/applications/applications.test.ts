import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeFile } from '../../../main/store/store.ts'
import { Application } from '../../../shared/contract/application-calls.ts'
import { contract } from '../../../shared/contract/contract.ts'
import type { ApplicationForm, MemberForm } from '../../../shared/form.ts'
import { type Counter, openCounter } from '../../support/counter.ts'
import { familyForm, homeVillage, memberOf, nikOf } from '../../support/family.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter[Symbol.asyncDispose]())

const kind = 'pendaftaran'

/** A draft with both its pages, and the acts of the clerk who types in it. */
async function openDraft() {
  const { applications, documents, clerk } = counter
  const { id } = applications.create(clerk, kind)
  for (const document of ['kk', 'ktp'] as const) await documents.add(clerk, id, randomBytes(64), document)
  return {
    id,
    save: (form: ApplicationForm, revision = applications.get(id).revision) =>
      applications.save(clerk, { id, revision, kind, form }),
    submit: () => applications.submit(clerk, id, applications.get(id).revision),
    get: () => applications.get(id),
  }
}

function withMember(form: ApplicationForm, index: number, change: Partial<MemberForm>): ApplicationForm {
  return {
    ...form,
    members: form.members.map((member, place) => (place === index ? { ...member, ...change } : member)),
  }
}

const auditRows = () => counter.store.prepare<[], number>('SELECT COUNT(*) FROM audit').pluck().get()

const problem = (code: string) => expect.objectContaining({ code })

describe('typing', () => {
  test('a new form contains the office’s own kelurahan and nothing else', () => {
    const { applications, clerk } = counter
    const draft = applications.create(clerk, 'reaktivasi')
    expect(Application.parse(draft)).toMatchObject({
      status: 'draf',
      number: null,
      kind: 'reaktivasi',
      revision: 1,
      createdBy: clerk.name,
      form: { family: { village: homeVillage, noKk: '' }, members: [] },
    })
    expect(draft.missing.map((missing) => missing.what)).toContain('pages')
  })

  test('saves every form exactly as typed', async () => {
    const draft = await openDraft()
    const form = withMember(familyForm(1, { noKk: '3271 03', phone: '  0251-x ' }), 0, {
      nik: '32710317038100',
      birthDate: '31-02-1981',
      name: 'W1RA',
      sex: '9',
    })
    draft.save(form)
    expect(draft.get().form).toEqual(form)
  })

  test('gives the same findings and missing items as the screen', async () => {
    const draft = await openDraft()
    const { findings, missing } = draft.save(withMember(familyForm(2), 1, { nik: '327103' }))
    expect(findings.map(({ code, level }) => [code, level])).toEqual([['nik-digits', 'error']])
    expect(missing).toHaveLength(1)
    expect(draft.get()).toMatchObject({ findings, missing })
  })

  test('rejects a change on an older revision and keeps the newer one', async () => {
    const draft = await openDraft()
    const first = draft.save(familyForm(3))
    const second = draft.save(familyForm(3, { address: 'JL. PAJAJARAN 7' }))
    expect(second.revision).toBe(first.revision + 1)
    expect(() => draft.save(familyForm(3, { address: 'JL. LAIN 1' }), first.revision)).toThrow(
      problem('application-changed'),
    )
    expect(draft.get().form.family.address).toBe('JL. PAJAJARAN 7')
  })

  test('saving the same form again, after a lost answer, is no conflict and writes nothing', async () => {
    const draft = await openDraft()
    const before = draft.get().revision
    const form = familyForm(4)
    const saved = draft.save(form, before)
    const [rows, wal] = [auditRows(), statSync(`${storeFile(counter.folder)}-wal`).size]
    expect(draft.save(form, before)).toEqual(saved)
    expect(draft.save(form, saved.revision)).toEqual(saved)
    expect([auditRows(), statSync(`${storeFile(counter.folder)}-wal`).size]).toEqual([rows, wal])
  })

  test('changing only the kind is a change', async () => {
    const draft = await openDraft()
    const form = familyForm(5)
    const { revision } = draft.save(form)
    const { applications, clerk } = counter
    const changed = applications.save(clerk, { id: draft.id, revision, kind: 'bayi', form })
    expect(changed.revision).toBe(revision + 1)
    expect(draft.get().kind).toBe('bayi')
  })

  test('rewrites only the person that changed', async () => {
    const draft = await openDraft()
    const form = familyForm(6)
    draft.save(form)
    const people = () =>
      counter.store
        .prepare<[string], { row: number; name: string }>(
          'SELECT row, name FROM people WHERE application_id = ? ORDER BY row',
        )
        .all(draft.id)
    const before = people()
    const total = counter.store.prepare<[], number>('SELECT total_changes()').pluck()
    const changesBefore = total.get() ?? 0
    draft.save({ ...form, family: { ...form.family, address: 'JL. SUDIRMAN 2' } })
    // The application and its link in the audit chain.
    expect((total.get() ?? 0) - changesBefore).toBe(2)
    draft.save(withMember(form, 2, { name: 'BAGUS SAJA' }))
    expect(people()).toEqual(
      before.map((person, index) => (index === 2 ? { ...person, name: 'BAGUS SAJA' } : person)),
    )
  })
})

describe('submitting', () => {
  test('gives a number, closes the form and records who submitted it when', async () => {
    const draft = await openDraft()
    draft.save(familyForm(10))
    const { number, application } = draft.submit()
    expect(number).toMatch(/^3271031006-A01-\d\d-\d{5}$/)
    expect(application).toMatchObject({
      number,
      status: 'diajukan',
      submittedBy: counter.clerk.name,
      missing: [],
    })
    expect(application).toEqual(draft.get())
    expect(() => draft.save(familyForm(10))).toThrow(problem('application-closed'))
    expect(() => draft.submit()).toThrow(problem('application-closed'))
    expect(() => counter.applications.cancel(counter.clerk, draft.id, '')).toThrow(
      problem('application-closed'),
    )
  })

  test('requires the revision that the clerk saw', async () => {
    const { applications, clerk } = counter
    const draft = await openDraft()
    const { revision } = draft.save(familyForm(11))
    expect(() => applications.submit(clerk, draft.id, revision - 1)).toThrow(problem('application-changed'))
    expect(draft.get().status).toBe('draf')
  })

  test.each<[string, (form: ApplicationForm) => ApplicationForm]>([
    ['a NIK of 15 digits', (form) => withMember(form, 0, { nik: '327103170381004' })],
    ['letters in a NIK', (form) => withMember(form, 0, { nik: '32710317O3810044' })],
    ['a serial of 0000', (form) => withMember(form, 0, { nik: '3271031703810000' })],
    ['a birth date of 31-02', (form) => withMember(form, 0, { birthDate: '31-02-1981' })],
    ['a birth date that is not yet', (form) => withMember(form, 3, { birthDate: '05-01-2112' })],
    ['two members with one NIK', (form) => withMember(form, 1, { nik: form.members[0]?.nik ?? '' })],
    ['no member', (form) => ({ ...form, members: [] })],
    [
      'nobody proposed',
      (form) => ({ ...form, members: form.members.map((m) => ({ ...m, proposed: false })) }),
    ],
    ['a No. KK of 15 digits', (form) => ({ ...form, family: { ...form.family, noKk: '327103100215001' } })],
    ['no address', (form) => ({ ...form, family: { ...form.family, address: ' ' } })],
    ['a kelurahan of nowhere', (form) => ({ ...form, family: { ...form.family, village: '9999999999' } })],
    ['an unanswered warning', (form) => withMember(form, 0, { sex: '2' })],
    ['a foreigner proposed', (form) => withMember(form, 0, { citizenship: '2' })],
  ])('is refused with %s, and nothing typed is lost', async (_, spoil) => {
    const draft = await openDraft()
    const form = spoil(familyForm(12))
    const { missing } = draft.save(form)
    expect(() => draft.submit()).toThrow(
      expect.objectContaining({ code: 'application-incomplete', data: { count: missing.length } }),
    )
    expect(missing.length).toBeGreaterThan(0)
    expect(draft.get()).toMatchObject({ status: 'draf', number: null, form })
  })

  test('is rejected while a page is missing', () => {
    const { applications, clerk } = counter
    const { id } = applications.create(clerk, kind)
    const { missing, revision } = applications.save(clerk, { id, revision: 1, kind, form: familyForm(13) })
    expect(missing.map((item) => item.what === 'pages' && item.document)).toEqual(['kk', 'ktp'])
    expect(() => applications.submit(clerk, id, revision)).toThrow(problem('application-incomplete'))
  })

  test('accepts a warning that was answered with a reason', async () => {
    const draft = await openDraft()
    const form = withMember(familyForm(14), 0, { sex: '2' })
    const memberId = form.members[0]?.id ?? null
    const answered = (reason: string): ApplicationForm => ({
      ...form,
      overrides: [{ memberId, code: 'nik-sex-differs', reason }],
    })
    expect(draft.save(answered('  ')).missing).toHaveLength(1)
    expect(draft.save(answered('Sudah dicocokkan dengan akta')).missing).toEqual([])
    expect(draft.submit().application.findings).toMatchObject([{ answer: 'Sudah dicocokkan dengan akta' }])
  })

  test('rejects a reason for an error that cannot be overridden', async () => {
    const draft = await openDraft()
    const form = withMember(familyForm(15), 0, { nik: '3271031703810000' })
    const memberId = form.members[0]?.id ?? null
    draft.save({ ...form, overrides: [{ memberId, code: 'nik-serial', reason: 'Begitu di KTP' }] })
    expect(() => draft.submit()).toThrow(problem('application-incomplete'))
  })
})

describe('one application at a time for a NIK', () => {
  test('rejects a person with an undecided application', async () => {
    const form = familyForm(20)
    await counter.register(form)
    const draft = await openDraft()
    const again = withMember(familyForm(21), 2, { ...form.members[2] })
    const { findings } = draft.save(again)
    expect(findings).toMatchObject([
      { code: 'nik-open-application', memberId: form.members[2]?.id, level: 'error' },
    ])
    expect(() => draft.submit()).toThrow(problem('application-incomplete'))
    expect(draft.get().findings).toEqual(findings)
    draft.save(withMember(again, 2, { proposed: false }))
    expect(draft.submit().number).not.toBeNull()
  })

  test('drafts do not block each other', async () => {
    const [one, other] = [await openDraft(), await openDraft()]
    expect(one.save(familyForm(22)).missing).toEqual([])
    expect(other.save(familyForm(22)).missing).toEqual([])
    one.submit()
    expect(() => other.submit()).toThrow(problem('application-incomplete'))
  })

  test('once it is decided, the person may apply again', async () => {
    const { verification, verifier } = counter
    const form = familyForm(23)
    const id = await counter.register(form)
    const draft = await openDraft()
    expect(draft.save(form).missing).toHaveLength(form.members.length)
    verification.decide(verifier, id, 'setuju', '')
    await verification.sign(verifier, '', async () => undefined)
    expect(draft.get().missing).toEqual([])
  })
})

describe('a baby', () => {
  const today = new Date()
  const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10)

  function babyForm(born: string, nik: string): ApplicationForm {
    const form = familyForm(30)
    const baby = memberOf({ date: born, sex: 'female' }, 1, { nik, name: 'BAYI PERTAMA' })
    return {
      ...form,
      members: [...form.members.map((member) => ({ ...member, proposed: false })), baby],
      letters: [{ kind: 'surat-lahir', number: '12/RS/2026', date: '01-02-2026' }],
    }
  }

  async function missingFor(form: ApplicationForm) {
    const { applications, documents, clerk } = counter
    const { id } = applications.create(clerk, 'bayi')
    for (const document of ['kk', 'surat-lahir', 'kartu-jkn'] as const) {
      await documents.add(clerk, id, randomBytes(64), document)
    }
    return applications.save(clerk, { id, revision: 1, kind: 'bayi', form }).missing
  }

  test('may be without NIK for three months', async () => {
    expect(await missingFor(babyForm(daysAgo(20), ''))).toEqual([])
    expect(await missingFor(babyForm(daysAgo(120), ''))).toMatchObject([
      { what: 'finding', finding: { code: 'baby-older-than-three-months' } },
    ])
    const born = daysAgo(120)
    expect(await missingFor(babyForm(born, nikOf({ date: born, sex: 'female' }, 1)))).toEqual([])
  })

  test('needs the letter of birth with number and date', async () => {
    const form = { ...babyForm(daysAgo(20), ''), letters: [] }
    expect(await missingFor(form)).toEqual([{ what: 'letter', document: 'surat-lahir' }])
  })

  test('has a record without NIK', async () => {
    const born = daysAgo(20)
    const form = babyForm(born, '')
    const id = await counter.register(
      { ...form, family: { ...form.family, noKk: '3271031002150031' } },
      'bayi',
      ['kk', 'surat-lahir', 'kartu-jkn'],
    )
    const decision = { decidedBy: counter.verifier, decidedAt: new Date().toISOString(), reason: '' }
    const record = counter.applications.toRecord(id, decision)
    expect(record.members.at(-1)).toMatchObject({ nik: null, birthDate: born, proposed: true })
    expect(record.letters).toEqual([{ kind: 'surat-lahir', number: '12/RS/2026', date: '2026-02-01' }])
  })
})

describe('cancelling', () => {
  test('keeps the form and the reason, and no longer blocks other applications', async () => {
    const { applications, clerk } = counter
    const draft = await openDraft()
    draft.save(familyForm(40))
    applications.cancel(clerk, draft.id, 'Pindah ke Depok')
    expect(draft.get()).toMatchObject({
      status: 'dibatalkan',
      form: { family: { noKk: familyForm(40).family.noKk } },
    })
    const { applications: found } = applications.list({ statuses: ['dibatalkan'], after: null })
    expect(found[0]).toMatchObject({ id: draft.id, reason: 'Pindah ke Depok' })
    expect(() => draft.save(familyForm(40))).toThrow(problem('application-closed'))
  })
})

test('reports an application that does not exist', () => {
  const { applications, clerk } = counter
  const nobody = '01930000-0000-7000-8000-000000000000'
  for (const act of [
    () => applications.get(nobody),
    () => applications.duplicates(nobody),
    () => applications.submit(clerk, nobody, 1),
    () => applications.cancel(clerk, nobody, ''),
    () => applications.save(clerk, { id: nobody, revision: 1, kind, form: familyForm(1) }),
  ]) {
    expect(act).toThrow(problem('application-not-found'))
  }
})

test('screens validate with the same tables and the same day', () => {
  const reference = contract['reference.get'].output.parse(counter.applications.reference())
  expect(reference.districts).toContain('327103')
  expect(reference.villages).toContainEqual({
    code: homeVillage,
    name: 'Sempur',
    district: 'Bogor Tengah',
    regency: 'Kota Bogor',
  })
  expect(reference).toMatchObject({ homeVillage, rules: expect.arrayContaining([expect.anything()]) })
})

test('the record names members of the family only, even where a page names a removed one', async () => {
  const { applications, documents, clerk, verifier } = counter
  const draft = await openDraft()
  const form = familyForm(50)
  const [kk, ktp] = draft.get().pages
  const [head, , , last] = form.members
  if (!kk || !ktp || !head || !last) throw new Error('an incomplete draft')
  documents.describe(clerk, kk.id, 'kk', last.id)
  documents.describe(clerk, ktp.id, 'ktp', head.id)
  draft.save(form)
  draft.save({ ...form, members: form.members.slice(0, 3) })
  draft.submit()
  const decision = { decidedBy: verifier, decidedAt: new Date().toISOString(), reason: '' }
  const { pages, members, submittedBy } = applications.toRecord(draft.id, decision)
  expect(pages.map((page) => page.memberId)).toEqual([null, head.id])
  expect(members).toHaveLength(3)
  expect(submittedBy).toEqual(clerk)
})
