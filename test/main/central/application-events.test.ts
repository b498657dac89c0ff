import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CentralClient, connectToCentral, type Operation } from '../../../main/central/central-client.ts'
import type { Change } from '../../../main/central/pull.ts'
import { newId } from '../../../main/store/identifiers.ts'
import type { ApplicationEvent } from '../../../shared/application-event.ts'
import type { ApplicationRecord } from '../../../shared/record.ts'
import { approvedRecord, jpegLike, sha256 } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { homeVillage } from '../../support/family.ts'

const neighbourVillage = '3271031007'
const kecamatanCode = '327103'

let centre: Centre
let home: Teller
let neighbour: Teller
let kecamatan: Teller

beforeAll(async () => {
  centre = await startCentre()
  home = await openTeller(await connectToCentral(centre.settings))
  neighbour = await openTeller(await connectToCentral(await centre.add(neighbourVillage)))
  kecamatan = await openTeller(await connectToCentral(await centre.add(kecamatanCode)))
})
afterAll(async () => {
  for (const office of [home, neighbour, kecamatan]) await office.client.close()
  await centre[Symbol.asyncDispose]()
})

/** An office as the centre sees it: it submits operations and hears of changes. */
interface Teller {
  client: CentralClient
  submit(payload: object): Promise<string>
  /** What it has been told since it last asked. */
  news(): Promise<{ kind: string; payload: Record<string, unknown> }[]>
}

async function openTeller(client: CentralClient): Promise<Teller> {
  const device = newId()
  await client.hello(device, new Date())
  const state = { device, sessionToken: newId(), confirmedToken: '', after: 0, lastId: '', limit: 1000 }
  let sequence = 0
  return {
    client,
    async submit(payload) {
      sequence += 1
      const [verdict] = await client.submitBatch([operationOf(payload, device, sequence)])
      return verdict?.verdict === 'refused' ? verdict.refusal : (verdict?.verdict ?? '')
    },
    async news() {
      const { changes } = await client.pull(state)
      const last: Change | undefined = changes.at(-1)
      if (last) Object.assign(state, { after: last.position, lastId: last.id })
      return changes.map(({ kind, payload }) => ({ kind, payload: JSON.parse(payload) }))
    },
  }
}

function operationOf(content: object, device: string, sequence: number): Operation {
  const payload = JSON.stringify(content)
  const own = 'id' in content ? String(content.id) : ''
  const isEvent = 'type' in content
  const application = isEvent && 'application' in content ? String(content.application) : own
  return {
    id: isEvent ? own : newId(),
    application,
    device,
    sequence,
    payload,
    payloadHash: sha256(payload),
  }
}

const inVillage = (record: ApplicationRecord, village: string): ApplicationRecord => ({
  ...record,
  family: { ...record.family, village },
})

const by = { id: newId(), name: 'DIMAS SAPUTRA' }
const at = '2026-11-22T01:00:00.000Z'
const common = (record: ApplicationRecord) => ({
  version: 1 as const,
  id: newId(),
  application: record.id,
  reason: 'SALAH KETIK',
  by,
  at,
})
const withdrawal = (record: ApplicationRecord, member: string | null, conflict: string | null = null) =>
  ({ ...common(record), type: 'withdrawal', member, conflict }) satisfies ApplicationEvent
const nikCorrection = (
  record: ApplicationRecord,
  member: string,
  nik: string,
  conflict: string | null = null,
) => ({ ...common(record), type: 'nik-correction', member, nik, conflict }) satisfies ApplicationEvent

const proposed = async (record: ApplicationRecord) =>
  (
    await centre.rows('SELECT proposed FROM people WHERE application_id = ? ORDER BY position', [record.id])
  ).map((row) => Number(row.proposed))
const nikOfMember = async (member: string) =>
  (await centre.rows('SELECT nik FROM people WHERE id = ?', [member]))[0]?.nik

function memberAt(record: ApplicationRecord, index: number) {
  const member = record.members[index]
  if (member === undefined) throw new Error('a family of four')
  return member
}

let serial = 100
const nextRecord = () => {
  serial += 1
  return approvedRecord(serial)
}
const freshNik = () => {
  serial += 1
  return `3271031703${String(100_000 + serial).slice(0, 6)}`
}

describe('events after approval', () => {
  test('opendk-652 NIK corrected after approval reaches MySQL, and the old one stays findable', async () => {
    const record = nextRecord()
    const head = memberAt(record, 0)
    const nik = freshNik()
    await home.submit(record)
    expect(await home.submit(nikCorrection(record, head.id, nik))).toBe('applied')
    expect(await nikOfMember(head.id)).toBe(nik)
    expect(
      await centre.rows('SELECT application_id FROM application_events WHERE former = ?', [String(head.nik)]),
    ).toEqual([{ application_id: record.id }])
  })

  test('a No. KK is corrected, and a person and an application are withdrawn', async () => {
    const record = nextRecord()
    const child = memberAt(record, 2)
    await home.submit(record)
    const noKk = '3271031002159999'
    expect(await home.submit({ ...common(record), type: 'no-kk-correction', noKk })).toBe('applied')
    const families = await centre.rows('SELECT no_kk FROM families WHERE application_id = ?', [record.id])
    expect(families).toEqual([{ no_kk: noKk }])
    expect(await home.submit(withdrawal(record, child.id))).toBe('applied')
    expect(await proposed(record)).toEqual([1, 1, 0, 1])
    expect(await home.submit(withdrawal(record, null))).toBe('applied')
    expect(await proposed(record)).toEqual([0, 0, 0, 0])
  })

  test('still hold after the record is stored again, and are deferred until it has come', async () => {
    const record = nextRecord()
    const head = memberAt(record, 0)
    const event = nikCorrection(record, head.id, freshNik())
    expect(await home.submit(event)).toBe('later')
    expect(await centre.rows('SELECT 1 FROM operations WHERE id = ?', [event.id])).toEqual([])
    await home.submit(record)
    expect(await home.submit(event)).toBe('applied')
    expect(await home.submit(event)).toBe('already')
    await home.submit({ ...record, decidedAt: '2026-11-23T01:00:00.000Z' })
    expect(await nikOfMember(head.id)).toBe(event.nik)
  })

  test.each([
    ['without a reason', { reason: '' }, 'record-malformed'],
    ['with a NIK of 15 digits', { nik: '327103170381000' }, 'record-malformed'],
    ['by nobody', { by: undefined }, 'record-malformed'],
    ['of a member of nobody', { member: newId() }, 'record-malformed'],
    ['of no member', { member: null }, 'record-malformed'],
    ['of a version to come', { version: 2 }, 'version-unknown'],
    ['of a type to come', { type: 'adoption' }, 'version-unknown'],
  ])('are refused %s, and leave no row', async (_what, change, refusal) => {
    const record = nextRecord()
    await home.submit(record)
    const event = { ...nikCorrection(record, memberAt(record, 0).id, freshNik()), ...change }
    expect(await home.submit(event)).toBe(refusal)
    expect(await centre.rows('SELECT 1 FROM application_events WHERE operation_id = ?', [event.id])).toEqual(
      [],
    )
  })

  test("of another office's application are refused", async () => {
    const record = nextRecord()
    await home.submit(record)
    expect(await neighbour.submit(withdrawal(record, null))).toBe('application-foreign')
    expect(await proposed(record)).toEqual([1, 1, 1, 1])
  })
})

describe('changes for the kelurahan from its kecamatan', () => {
  test('sends the decision once all scans are there, a correction and a withdrawal, but not its own records', async () => {
    await home.news()
    await home.submit(nextRecord())
    expect(await home.news()).toEqual([])

    serial += 1
    const scan = jpegLike(500)
    const record = approvedRecord(serial, [scan])
    await kecamatan.submit(record)
    expect(await home.news()).toEqual([
      {
        kind: 'decision',
        payload: {
          version: 1,
          application: record.id,
          number: record.number,
          outcome: 'setuju',
          reason: '',
          office: kecamatanCode,
          officer: record.decidedBy,
          decidedAt: record.decidedAt,
        },
      },
    ])
    await kecamatan.client.uploadParts([{ scan: sha256(scan), offset: 0, bytes: scan }])
    expect(await home.news()).toMatchObject([
      { kind: 'record-complete', payload: { application: record.id } },
    ])

    const correction = nikCorrection(record, memberAt(record, 1).id, freshNik())
    await kecamatan.submit(correction)
    await kecamatan.submit(withdrawal(record, null))
    expect(await home.news()).toMatchObject([
      {
        kind: 'correction',
        payload: { version: 1, type: 'nik-correction', application: record.id, number: correction.nik },
      },
      { kind: 'withdrawal', payload: { application: record.id, member: null, reason: 'SALAH KETIK' } },
    ])
    expect(await kecamatan.news()).toEqual([])
    expect(await neighbour.news()).toEqual([])
  })
})

describe('one NIK in two offices', () => {
  /** Two families of two offices that share one person. */
  async function conflicting() {
    const ours = nextRecord()
    const other = inVillage(nextRecord(), neighbourVillage)
    const person = memberAt(ours, 2)
    const twin = { ...memberAt(other, 0), nik: person.nik }
    const theirs = { ...other, members: [twin, ...other.members.slice(1)] }
    await home.news()
    await neighbour.news()
    await home.submit(ours)
    expect(await neighbour.submit(theirs)).toBe('applied')
    const [told] = await home.news()
    return { ours, theirs, person, twin, told, conflict: String(told?.payload.conflict) }
  }

  test('is reported to both, with only what each side needs', async () => {
    const { ours, theirs, person, twin, told } = await conflicting()
    expect(told).toEqual({
      kind: 'conflict',
      payload: {
        version: 1,
        conflict: expect.any(String),
        nik: person.nik,
        foundAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        sides: [side(theirs, twin, neighbourVillage), side(ours, person, homeVillage)],
      },
    })
    expect(await neighbour.news()).toEqual([told])
  })

  const side = (record: ApplicationRecord, member: ApplicationRecord['members'][number], office: string) => ({
    office,
    application: record.id,
    member: member.id,
    number: record.number,
    village: record.family.village,
    noKk: record.family.noKk,
    headName: record.family.headName,
    name: member.name,
    sex: member.sex,
    birthPlace: member.birthPlace,
    birthDate: member.birthDate,
    motherName: member.motherName,
    decidedAt: record.decidedAt,
  })

  test('is resolved by the withdrawal of one, and both learn who did it', async () => {
    const { ours, person, conflict, theirs } = await conflicting()
    await neighbour.news()
    const event = withdrawal(ours, person.id, conflict)
    expect(await home.submit(event)).toBe('applied')
    const settled = {
      kind: 'conflict-settled',
      payload: {
        version: 1,
        conflict,
        operation: event.id,
        office: homeVillage,
        application: ours.id,
        member: person.id,
        type: 'withdrawal',
        number: null,
        reason: 'SALAH KETIK',
        settledAt: expect.any(String),
      },
    }
    expect(await home.news()).toEqual([settled])
    expect(await neighbour.news()).toEqual([settled])
    expect(await proposed(ours)).toEqual([1, 1, 0, 1])
    expect(await proposed(theirs)).toEqual([1, 1, 1, 1])
    // Withdrawn is no longer active: their record again finds nothing.
    await neighbour.submit({ ...theirs, decidedAt: '2026-11-23T01:00:00.000Z' })
    expect(await home.news()).toEqual([])
  })

  test('is resolved by an unrelated correction, which may cause the next conflict', async () => {
    const { ours, person, theirs, twin } = await conflicting()
    const third = memberAt(theirs, 1)
    await neighbour.news()
    await home.submit(nikCorrection(ours, person.id, String(third.nik)))
    expect((await neighbour.news()).map(({ kind, payload }) => [kind, payload.nik])).toEqual([
      ['conflict-settled', undefined],
      ['conflict', third.nik],
    ])
    expect(twin.nik).toBe(person.nik)
  })

  test('resolved by both sides at once has one winner', async () => {
    for (let round = 0; round < 5; round++) {
      const { ours, theirs, person, twin, conflict } = await conflicting()
      await neighbour.news()
      const verdicts = await Promise.all([
        home.submit(withdrawal(ours, person.id, conflict)),
        neighbour.submit(withdrawal(theirs, twin.id, conflict)),
      ])
      expect(verdicts).toEqual(['applied', 'applied'])
      const left = [(await proposed(ours))[2], (await proposed(theirs))[0]]
      expect(left.toSorted()).toEqual([0, 1])
      const told = [await home.news(), await neighbour.news()]
      expect(told[0]).toEqual(told[1])
      expect(told[0]?.map(({ kind }) => kind)).toEqual(['conflict-settled'])
      expect(told[0]?.[0]?.payload.office).toBe(left[0] === 0 ? homeVillage : neighbourVillage)
    }
  })

  test('is detected in every order of the two records', async () => {
    for (let round = 0; round < 10; round++) {
      const ours = nextRecord()
      const other = inVillage(nextRecord(), neighbourVillage)
      // All four people, in the opposite order: they lock crosswise.
      const theirs = {
        ...other,
        members: other.members.map((member, index) => ({ ...member, nik: memberAt(ours, 3 - index).nik })),
      }
      await home.news()
      const verdicts = await Promise.all([home.submit(ours), neighbour.submit(theirs)])
      expect(verdicts).toEqual(['applied', 'applied'])
      expect((await home.news()).map(({ kind }) => kind)).toEqual(Array(4).fill('conflict'))
    }
  })

  test('in two applications of one office is no conflict, and one of a kecamatan is', async () => {
    await home.news()
    const first = nextRecord()
    await home.submit(first)
    await home.submit({ ...nextRecord(), members: first.members })
    expect(await home.news()).toEqual([])
    await kecamatan.submit({ ...inVillage(nextRecord(), '3271031008'), members: first.members.slice(0, 1) })
    expect((await home.news()).map(({ kind }) => kind)).toEqual(['conflict', 'conflict'])
  })

  test('is looked up by indexes', async () => {
    const lookups = [
      `SELECT other.id FROM people JOIN people AS other ON other.nik = people.nik
       WHERE people.application_id = '1' AND people.proposed AND other.proposed
         AND other.office_id <> people.office_id`,
      `SELECT id FROM conflicts WHERE first_application = '1' AND first_member = '1'
         AND second_application = '2' AND second_member = '2' AND settled_at IS NULL`,
      "SELECT id FROM conflicts WHERE second_application = '1' AND settled_at IS NULL",
      "SELECT operation_id FROM application_events WHERE application_id = '1' AND effective ORDER BY at",
      "SELECT application_id FROM application_events WHERE former = '3271031703810001'",
    ]
    for (const lookup of lookups) {
      for (const { table, type } of await centre.rows(`EXPLAIN ${lookup}`)) {
        expect({ lookup, table, type }).toMatchObject({ type: expect.stringMatching(/^(ref|eq_ref|range)/) })
      }
    }
  })
})
