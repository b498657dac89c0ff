import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CentralClient, connectToCentral, type Operation } from '../../../main/central/central-client.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { Problem } from '../../../shared/problems.ts'
import { approvedRecord, jpegLike, sha256 } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

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

function operationOf(record: { id: string }, payload = JSON.stringify(record)): Operation {
  sequence += 1
  return { id: newId(), application: record.id, device, sequence, payload, payloadHash: sha256(payload) }
}

const submit = async (...operations: Operation[]) =>
  (await client.submitBatch(operations)).map(({ verdict, refusal, complete, missing }) => [
    refusal || verdict,
    complete,
    missing.map(({ hash }) => hash),
  ])

const applied = ['applied', true, []]

describe('one bad operation is refused alone', () => {
  const bare = approvedRecord(1)
  const paged = approvedRecord(2, [jpegLike(500)])
  const [member, ...members] = bare.members
  const [page] = paged.pages
  test.each<[string, string, object]>([
    ['a record of another version', 'version-unknown', { ...bare, version: 2 }],
    ['a foreign kelurahan', 'area-foreign', { ...bare, family: { ...bare.family, village: '3271031007' } }],
    ['no family', 'record-malformed', { ...bare, family: undefined }],
    ['no members', 'record-malformed', { ...bare, members: [] }],
    ['members that are no list', 'record-malformed', { ...bare, members: { '0': member } }],
    ['no pages', 'record-malformed', { ...bare, pages: undefined }],
    ['pages that are no list', 'record-malformed', { ...paged, pages: { '0': page } }],
    ['a page without a scan', 'record-malformed', { ...paged, pages: [{ ...page, scan: undefined }] }],
    ['no number', 'record-malformed', { ...bare, number: undefined }],
    ['a number of 501 letters', 'record-malformed', { ...bare, number: 'A'.repeat(501) }],
    ['a decision on no day', 'record-malformed', { ...bare, decidedAt: '2026-02-31T00:00:00.000Z' }],
    ['a decider without a name', 'record-malformed', { ...bare, decidedBy: { id: newId() } }],
    ['a member twice', 'record-malformed', { ...bare, members: [member, member, ...members] }],
  ])('%s: %s', async (_what, code, bad) => {
    for (const scans of [[], [jpegLike(400)]]) {
      const [one, other] = [approvedRecord(3, scans), approvedRecord(4, scans)]
      const good = ['applied', scans.length === 0, scans.map(sha256)]
      const refused = [code, false, []]
      const id = newId()
      expect(await submit(operationOf(one), operationOf({ ...bad, id }), operationOf(other))).toEqual([
        ...[good, refused, good],
      ])
      expect(await centre.rows('SELECT 1 FROM applications WHERE id = ?', [id])).toEqual([])
    }
  })

  test.each(['{"version":1,"id":"', '"members":[{', ']}'])('what is cut off after %s', async (last) => {
    const record = approvedRecord(5)
    const whole = JSON.stringify(record)
    const cut = operationOf(record, whole.slice(0, whole.lastIndexOf(last) + last.length - 1))
    expect(await submit(operationOf(approvedRecord(6)), cut)).toEqual([
      applied,
      ['record-malformed', false, []],
    ])
  })

  test('trailing bytes', async () => {
    const record = approvedRecord(7)
    const longer = operationOf(record, `${JSON.stringify(record)}]`)
    expect(await submit(operationOf(approvedRecord(8)), longer)).toEqual([
      applied,
      ['record-malformed', false, []],
    ])
  })
})

describe('a record is parsed in any formatting', () => {
  test('with its values in another order', async () => {
    const record = approvedRecord(9, [jpegLike(600)])
    const { id, version, family, members, pages, ...rest } = record
    const turned = operationOf(record, JSON.stringify({ members, pages, ...rest, family, id, version }))
    expect(await submit(operationOf(approvedRecord(10)), turned)).toEqual([
      applied,
      ['applied', false, record.pages.map(({ scan }) => scan)],
    ])
    const [application] = await centre.rows('SELECT number, reason FROM applications WHERE id = ?', [id])
    expect(application).toEqual({ number: record.number, reason: record.reason })
  })

  test('with white space between its values', async () => {
    const record = approvedRecord(11, [jpegLike(700)])
    const roomy = operationOf(record, JSON.stringify(record, undefined, 2).replaceAll('":', '" :'))
    expect(await submit(operationOf(approvedRecord(12)), roomy)).toEqual([
      applied,
      ['applied', false, record.pages.map(({ scan }) => scan)],
    ])
  })

  test('with what looks like an empty list of pages in another place', async () => {
    const record = approvedRecord(13, [jpegLike(800)])
    const { version, id, ...rest } = record
    const decoy = { pages: [], members: [{ id: newId() }] }
    const operation = operationOf(record, JSON.stringify({ version, id, decoy, ...rest }))
    expect(await submit(operation)).toEqual([['applied', false, record.pages.map(({ scan }) => scan)]])
    expect(await centre.rows('SELECT 1 FROM pages WHERE application_id = ?', [id])).toHaveLength(1)
  })

  test('with the words of its own keys in its values', async () => {
    const record = approvedRecord(14, [], { reason: '"scan":",\\"pages":[],"members":[{"' })
    expect(await submit(operationOf(record))).toEqual([applied])
    const [application] = await centre.rows('SELECT reason FROM applications WHERE id = ?', [record.id])
    expect(application).toEqual({ reason: record.reason })
  })
})

describe('with and without scans in one batch', () => {
  test('each record waits for its own scans', async () => {
    const scan = jpegLike(900)
    const [paged, bare] = [approvedRecord(15, [scan]), approvedRecord(16)]
    expect(await submit(operationOf(paged), operationOf(bare))).toEqual([
      ['applied', false, [sha256(scan)]],
      applied,
    ])
  })
})

test('an office revoked during its batch loses its connection, and no record is refused', async () => {
  const revoked = await connectToCentral(await centre.add('3271031013'))
  await revoked.hello(device, new Date())
  // What is left of a revocation for a line that was not there yet when all of them were cut.
  await centre.rows("UPDATE offices SET account = NULL WHERE code = '3271031013'")
  const operation = operationOf(approvedRecord(30))
  await expect(revoked.submitBatch([operation])).rejects.toThrow(new Problem('centre-unreachable'))
  await expect(revoked.submit(operation)).rejects.toThrow(new Problem('centre-unreachable'))
  expect(await centre.rows('SELECT 1 FROM refusals WHERE operation_id = ?', [operation.id])).toEqual([])
  await revoked.close()
})

test('the cost of a record and its scans does not grow with the families of the village', async () => {
  const kecamatan = await connectToCentral(await centre.add('327103'))
  const own = newId()
  await kecamatan.hello(own, new Date())
  let number = 0
  const send = (records: { id: string }[]) =>
    kecamatan.submitBatch(
      records.map((record) => ({ ...operationOf(record), device: own, sequence: ++number })),
    )
  const rowsRead = async () => {
    const rows = await centre.rows(
      `SELECT SUM(variable_value) AS n FROM information_schema.global_status
       WHERE variable_name IN ('Handler_read_next', 'Handler_read_rnd_next')`,
    )
    return Number(rows[0]?.n)
  }
  /** Rows that the server goes through for one more record with one scan. */
  async function cost(): Promise<number> {
    const scan = jpegLike(1_000)
    const record = approvedRecord(17 + number, [scan])
    const before = await rowsRead()
    await send([record])
    const { completed } = await kecamatan.uploadParts([{ scan: sha256(scan), offset: 0, bytes: scan }])
    expect(completed).toHaveLength(1)
    return (await rowsRead()) - before
  }
  await send([approvedRecord(17)])
  const few = await cost()
  for (let hundred = 0; hundred < 9; hundred++)
    await send(Array.from({ length: 100 }, (_, index) => approvedRecord(18 + number + index)))
  const many = await cost()
  await kecamatan.close()
  console.log(`rows read for a record and its scan: ${few}; with 900 families more: ${many}`)
  expect(many - few).toBeLessThan(100)
})
