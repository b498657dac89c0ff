import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CentralClient,
  connectToCentral,
  type Operation,
  testConnection,
} from '../../../main/central/central-client.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { ApplicationRecord } from '../../../shared/record.ts'
import { approvedRecord, jpegLike, sha256 } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { homeVillage } from '../../support/family.ts'

let centre: Centre
let client: CentralClient
const device = newId()
let sequence = 0

beforeAll(async () => {
  centre = await startCentre()
  client = await connectToCentral(centre.settings)
  await client.hello(device, new Date())
})
afterAll(async () => {
  await client.close()
  await centre[Symbol.asyncDispose]()
})

function operationOf(record: object, rest: Partial<Operation> = {}): Operation {
  sequence += 1
  const payload = JSON.stringify(record)
  const application = 'id' in record ? String(record.id) : ''
  return { id: newId(), application, device, sequence, payload, payloadHash: sha256(payload), ...rest }
}

const refused = (refusal: string) => ({ verdict: 'refused', refusal, complete: false, missing: [] })
const count = async (table: string) => Number((await centre.rows(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n)

describe('hello', () => {
  test('answers the office of the account, and records the clock offset', async () => {
    const ahead = new Date(Date.now() + 365 * 86_400_000)
    const other = newId()
    expect(await client.hello(other, ahead)).toMatchObject({ office: homeVillage })
    const [row] = await centre.rows('SELECT clock_ahead_ms FROM devices WHERE id = ?', [other])
    expect(Math.abs(Number(row?.clock_ahead_ms) - 365 * 86_400_000)).toBeLessThan(5_000)
  })

  test('testing a connection leaves no row', async () => {
    const before = await count('devices')
    expect(await testConnection(centre.settings)).toEqual({
      version: expect.stringMatching(/^\d+\.\d+/),
      milliseconds: expect.any(Number),
    })
    expect(await count('devices')).toBe(before)
  })
})

describe('a record', () => {
  test('without scans is complete at once, with every value in its column', async () => {
    const record = approvedRecord(1)
    const operation = operationOf(record)
    expect(await client.submit(operation)).toEqual({
      verdict: 'applied',
      refusal: '',
      complete: true,
      missing: [],
    })
    const [application] = await centre.rows('SELECT * FROM applications WHERE id = ?', [record.id])
    expect(application).toMatchObject({
      operation_id: operation.id,
      number: record.number,
      kind: record.kind,
      submitted_by: record.submittedBy.id,
      submitter_name: record.submittedBy.name,
    })
    expect(application?.complete_at).toBeInstanceOf(Date)
    expect(await centre.rows('SELECT * FROM families WHERE application_id = ?', [record.id])).toMatchObject([
      {
        no_kk: record.family.noKk,
        head_name: record.family.headName,
        village: homeVillage,
        rt: record.family.rt,
      },
    ])
    const people = await centre.rows(
      'SELECT *, CAST(birth_date AS CHAR) AS born FROM people WHERE application_id = ? ORDER BY position',
      [record.id],
    )
    expect(people).toHaveLength(4)
    for (const [index, member] of record.members.entries()) {
      expect(people[index]).toMatchObject({
        id: member.id,
        position: index + 1,
        proposed: 1,
        name: member.name,
        nik: member.nik,
        born: member.birthDate,
        religion: member.religion,
        marriage_date: null,
        relationship: member.relationship,
      })
    }
    const dated = 'CAST(dated AS CHAR) AS dated'
    expect(
      await centre.rows(`SELECT kind, number, ${dated} FROM letters WHERE application_id = ?`, [record.id]),
    ).toEqual(record.letters.map(({ date, ...letter }) => ({ ...letter, dated: date })))
    expect(
      await centre.rows('SELECT member_id, code, reason FROM overrides WHERE application_id = ?', [
        record.id,
      ]),
    ).toEqual([{ member_id: null, code: 'no-kk-other-district', reason: 'PINDAH DATANG' }])
    expect(
      await centre.rows(
        'SELECT decider_name, CAST(decided_at AS CHAR) AS at FROM decisions WHERE application_id = ?',
        [record.id],
      ),
    ).toEqual([{ decider_name: 'DIMAS SAPUTRA', at: record.decidedAt.replace('T', ' ').replace('Z', '') }])
  })

  test('opencrvs-7477: the same operation sent twice makes one row', async () => {
    const operation = operationOf(approvedRecord(2))
    await client.submit(operation)
    const before = [await count('operations'), await count('applications'), await count('people')]
    expect(await client.submit(operation)).toEqual({
      verdict: 'already',
      refusal: '',
      complete: true,
      missing: [],
    })
    expect([await count('operations'), await count('applications'), await count('people')]).toEqual(before)
  })

  test('sent on two connections at once is applied once', async () => {
    await using second = closing(await connectToCentral(centre.settings))
    for (let round = 0; round < 10; round++) {
      const operation = operationOf(approvedRecord(10 + round, [jpegLike(1_000)]))
      const verdicts = await Promise.all([client.submit(operation), second.submit(operation)])
      expect(verdicts.map(({ verdict }) => verdict).sort()).toEqual(['already', 'applied'])
    }
  })

  test('opendk-652: a NIK corrected after approval reaches MySQL, and the old one stays findable', async () => {
    const record = approvedRecord(30)
    await client.submit(operationOf(record))
    const [head, ...others] = record.members
    if (head === undefined) throw new Error('a family has a head')
    const nik = '3271031703810999'
    const corrected = {
      ...record,
      members: [{ ...head, nik }, ...others],
      decidedAt: '2026-11-22T01:00:00.000Z',
    }
    expect(await client.submit(operationOf(corrected))).toMatchObject({ verdict: 'applied', complete: true })
    const [person] = await centre.rows('SELECT nik FROM people WHERE id = ?', [head.id])
    expect(person).toEqual({ nik })
    const kept = await centre.rows(
      'SELECT payload FROM operations WHERE application_id = ? ORDER BY sequence',
      [record.id],
    )
    expect(ApplicationRecord.parse(JSON.parse(String(kept[0]?.payload))).members[0]?.nik).toBe(head.nik)
  })

  test('that a later decision has overtaken changes nothing', async () => {
    const late = approvedRecord(31)
    const early = { ...late, reason: 'LAMA', decidedAt: '2026-11-01T01:00:00.000Z' }
    const earlyOperation = operationOf(early)
    await client.submit(operationOf(late))
    expect(await client.submit(earlyOperation)).toEqual({
      verdict: 'applied',
      refusal: '',
      complete: true,
      missing: [],
    })
    expect(await centre.rows('SELECT reason FROM decisions WHERE application_id = ?', [late.id])).toEqual([
      { reason: '' },
    ])
  })

  test('a baby without NIK and religion is accepted', async () => {
    const record = approvedRecord(32)
    const [head, baby, ...others] = record.members
    if (head === undefined || baby === undefined) throw new Error('a family of four')
    await client.submit(
      operationOf({ ...record, members: [head, { ...baby, nik: null, religion: null }, ...others] }),
    )
    expect(await centre.rows('SELECT nik, religion, blood_type FROM people WHERE id = ?', [baby.id])).toEqual(
      [{ nik: null, religion: null, blood_type: '13' }],
    )
  })
})

describe('refused without leaving a row', () => {
  const record = approvedRecord(40, [jpegLike(500)])
  const [page] = record.pages
  const [member, ...members] = record.members
  const family = record.family
  test.each<[string, string, object]>([
    ['a record of another version', 'version-unknown', { ...record, version: 2 }],
    [
      'a kelurahan outside the area',
      'area-foreign',
      { ...record, family: { ...family, village: '3271031007' } },
    ],
    ['no members', 'record-malformed', { ...record, members: [] }],
    ['members that are no list', 'record-malformed', { ...record, members: { length: 4 } }],
    ['no family', 'record-malformed', { ...record, family: undefined, village: homeVillage }],
    ['no decision', 'record-malformed', { ...record, decidedAt: undefined }],
    ['no decider', 'record-malformed', { ...record, decidedBy: undefined }],
    [
      'a NIK of 15 digits',
      'record-malformed',
      { ...record, members: [{ ...member, nik: '327103170381000' }, ...members] },
    ],
    [
      'a No. KK with letters',
      'record-malformed',
      { ...record, family: { ...family, noKk: '32710310021500X1' } },
    ],
    [
      'a birth date of 31-02',
      'record-malformed',
      { ...record, members: [{ ...member, birthDate: '1981-02-31' }] },
    ],
    ['a name that is missing', 'record-malformed', { ...record, members: [{ ...member, name: null }] }],
    [
      'a name of 501 letters',
      'record-malformed',
      { ...record, members: [{ ...member, name: 'A'.repeat(501) }] },
    ],
    ['a member twice', 'record-malformed', { ...record, members: [member, member] }],
    ['a hash that is none', 'record-malformed', { ...record, pages: [{ ...page, scan: 'f'.repeat(63) }] }],
    ['a width that is no number', 'record-malformed', { ...record, pages: [{ ...page, width: 'wide' }] }],
    ['a scan of no bytes', 'record-malformed', { ...record, pages: [{ ...page, byteLength: 0 }] }],
    [
      'a scan no server takes',
      'scan-too-large',
      { ...record, pages: [{ ...page, byteLength: 2_000_000_000 }] },
    ],
  ])('%s: %s', async (_what, code, payload) => {
    const before = [
      await count('operations'),
      await count('applications'),
      await count('people'),
      await count('pages'),
    ]
    const operation = operationOf(payload)
    expect(await client.submit(operation)).toEqual(refused(code))
    expect([
      await count('operations'),
      await count('applications'),
      await count('people'),
      await count('pages'),
    ]).toEqual(before)
    expect(
      await centre.rows('SELECT account, code FROM refusals WHERE operation_id = ?', [operation.id]),
    ).toEqual([{ account: `loket_${homeVillage}`, code }])
  })

  test('a payload that does not match its hash', async () => {
    expect(await client.submit(operationOf(record, { payloadHash: sha256('other') }))).toEqual(
      refused('payload-hash'),
    )
  })

  test('a payload that is no JSON', async () => {
    const payload = '{"version":1,'
    expect(await client.submit(operationOf({}, { payload, payloadHash: sha256(payload) }))).toEqual(
      refused('record-malformed'),
    )
  })

  test('another operation under an id or a number that is taken', async () => {
    const first = operationOf(approvedRecord(41))
    await client.submit(first)
    const other = operationOf(approvedRecord(42))
    expect(await client.submit({ ...other, id: first.id })).toEqual(refused('operation-conflict'))
    expect(await client.submit({ ...other, sequence: first.sequence })).toEqual(refused('operation-conflict'))
  })

  test('an application, an operation and a scan of another office', async () => {
    await using foreign = closing(await connectToCentral(await centre.add('3271031007')))
    await foreign.hello(newId(), new Date())
    const bytes = jpegLike(300)
    const ours = approvedRecord(43, [bytes])
    const operation = operationOf(ours)
    await client.submit(operation)
    await put(client, sha256(bytes), 0, bytes)
    const theirs = { ...ours, family: { ...ours.family, village: '3271031007' } }
    expect(await foreign.submit(operationOf(theirs))).toEqual(refused('application-foreign'))
    expect(await foreign.submit({ ...operationOf({ ...theirs, id: newId() }), id: operation.id })).toEqual(
      refused('operation-conflict'),
    )
    // What one office holds says nothing to another: the same scan is missing there, and unknown until named.
    expect(await put(foreign, sha256(bytes), 0, bytes)).toMatchObject({ answer: 'unknown' })
    expect(await foreign.submit(operationOf({ ...theirs, id: newId() }))).toMatchObject({
      verdict: 'applied',
      missing: [{ hash: sha256(bytes), received: 0 }],
    })
  })

  test('a kecamatan takes its kelurahan, and no other', async () => {
    await using district = closing(await connectToCentral(await centre.add('327103')))
    await district.hello(newId(), new Date())
    expect(await district.submit(operationOf(approvedRecord(44)))).toMatchObject({ verdict: 'applied' })
    const other = approvedRecord(45)
    expect(
      await district.submit(operationOf({ ...other, family: { ...other.family, village: '3271041006' } })),
    ).toEqual(refused('area-foreign'))
  })
})

describe('scans', () => {
  test('arrive in order from the centre’s offset, and complete the record', async () => {
    const bytes = jpegLike(250_000)
    const hash = sha256(bytes)
    const operation = operationOf(approvedRecord(50, [bytes]))
    expect(await client.submit(operation)).toMatchObject({
      complete: false,
      missing: [{ hash, received: 0 }],
    })
    const first = bytes.subarray(0, 100_000)
    expect(await put(client, hash, 0, first)).toEqual({
      answer: 'received',
      received: 100_000,
      completed: [],
    })
    // The same chunk again, and one that leaves a gap, are harmless.
    expect(await put(client, hash, 0, first)).toEqual({
      answer: 'received',
      received: 100_000,
      completed: [],
    })
    expect(await put(client, hash, 200_000, bytes.subarray(200_000))).toMatchObject({ received: 100_000 })
    expect(await client.submit(operation)).toMatchObject({
      verdict: 'already',
      missing: [{ hash, received: 100_000 }],
    })
    expect(await put(client, hash, 100_000, bytes.subarray(100_000, 200_000))).toMatchObject({
      received: 200_000,
    })
    expect(await put(client, hash, 200_000, bytes.subarray(200_000))).toEqual({
      answer: 'complete',
      received: 250_000,
      completed: [operation.id],
    })
    expect(await client.submit(operation)).toMatchObject({ verdict: 'already', complete: true, missing: [] })
    const [row] = await centre.rows(
      'SELECT SHA2(bytes, 256) AS sha, LENGTH(bytes) AS n FROM scans WHERE hash = ?',
      [hash],
    )
    expect(row).toEqual({ sha: hash, n: 250_000 })
    expect(await count('scan_parts')).toBe(0)
  })

  test('are uploaded several at a time, in any order, and each is answered', async () => {
    const scans = [jpegLike(30_000), jpegLike(500), jpegLike(70_000)]
    const operation = operationOf(approvedRecord(56, scans))
    await client.submit(operation)
    const [first, second, third] = scans.map((bytes) => ({ scan: sha256(bytes), offset: 0, bytes }))
    if (first === undefined || second === undefined || third === undefined) throw new Error('three scans')
    const half = { ...third, bytes: third.bytes.subarray(0, 40_000) }
    const unknown = { scan: sha256('none'), offset: 0, bytes: randomBytes(10) }
    const { parts, completed } = await client.uploadParts([first, half, unknown, second])
    expect(completed).toEqual([])
    expect(new Map(parts.map(({ scan, answer, received }) => [scan, [answer, received]]))).toEqual(
      new Map([
        [first.scan, ['complete', 30_000]],
        [second.scan, ['complete', 500]],
        [third.scan, ['received', 40_000]],
        [unknown.scan, ['unknown', 0]],
      ]),
    )
    const rest = { ...third, offset: 40_000, bytes: third.bytes.subarray(40_000) }
    expect(await client.uploadParts([first, rest])).toMatchObject({ completed: [operation.id] })
    const stored = await centre.rows(
      'SELECT hash FROM scans WHERE SHA2(bytes, 256) = hash AND hash IN (?, ?, ?)',
      [...[first.scan, second.scan, third.scan]],
    )
    expect(stored).toHaveLength(3)
  })

  test('a damaged chunk is detected, and the scan restarts', async () => {
    const bytes = jpegLike(90_000)
    const hash = sha256(bytes)
    const operation = operationOf(approvedRecord(51, [bytes]))
    await client.submit(operation)
    await put(client, hash, 0, randomBytes(40_000))
    expect(await put(client, hash, 40_000, bytes.subarray(40_000))).toEqual({
      answer: 'reset',
      received: 0,
      completed: [],
    })
    expect(await client.submit(operation)).toMatchObject({
      complete: false,
      missing: [{ hash, received: 0 }],
    })
    expect(await put(client, hash, 0, bytes)).toMatchObject({
      answer: 'complete',
      completed: [operation.id],
    })
  })

  test('one byte more than the record says is a damaged scan', async () => {
    const bytes = jpegLike(10_000)
    await client.submit(operationOf(approvedRecord(52, [bytes])))
    const long = Buffer.concat([bytes, Buffer.from([0])])
    expect(await put(client, sha256(bytes), 0, long)).toMatchObject({ answer: 'reset', received: 0 })
  })

  test('one scan shared by two records completes both, and is sent once', async () => {
    const bytes = jpegLike(20_000)
    const operations = [53, 54].map((serial) => operationOf(approvedRecord(serial, [bytes])))
    for (const operation of operations) await client.submit(operation)
    const { completed } = await put(client, sha256(bytes), 0, bytes)
    expect(completed.sort()).toEqual(operations.map(({ id }) => id).sort())
    expect(await client.submit(operationOf(approvedRecord(55, [bytes])))).toMatchObject({
      complete: true,
      missing: [],
    })
  })

  test('a record is complete with its last scan, on either of two connections', async () => {
    await using second = closing(await connectToCentral(centre.settings))
    for (let round = 0; round < 20; round++) {
      const scans = [jpegLike(3_000), jpegLike(3_000)] as const
      const operation = operationOf(approvedRecord(60 + round, scans))
      await client.submit(operation)
      const answers = await Promise.all([
        put(client, sha256(scans[0]), 0, scans[0]),
        put(second, sha256(scans[1]), 0, scans[1]),
      ])
      expect(answers.flatMap(({ completed }) => completed)).toContain(operation.id)
    }
  })
})

/** One part alone: the answer to it, and the operations it completed. */
async function put(over: CentralClient, scan: string, offset: number, bytes: Uint8Array) {
  const { parts, completed } = await over.uploadParts([{ scan, offset, bytes }])
  const [part] = parts
  return { answer: part?.answer, received: part?.received, completed }
}

/** So that `await using` hangs a line up. */
const closing = (opened: CentralClient) => ({ ...opened, [Symbol.asyncDispose]: () => opened.close() })
