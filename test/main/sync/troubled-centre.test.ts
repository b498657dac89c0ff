import { once } from 'node:events'
import { createServer } from 'node:net'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CentralClient, connectToCentral } from '../../../main/central/central-client.ts'
import type { CentreSettings } from '../../../shared/office.ts'
import type { ApplicationRecord } from '../../../shared/record.ts'
import { jpegLike } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { startMariaDB } from '../../support/mariadb.ts'
import { differences, openSendingOffice, until } from './office.ts'

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre[Symbol.asyncDispose]())

const finished = { problem: null, waiting: 0, refused: 0 }

test('records wait while the server is read-only, and then arrive', async () => {
  await using office = await openSendingOffice(centre.settings)
  const records = office.approve(3)
  await centre.rows('SET GLOBAL read_only = 1')
  const during = await office.sync.runOnce()
  await centre.rows('SET GLOBAL read_only = 0')
  expect(during).toMatchObject({ delivered: 0, refused: 0, waiting: 3, problem: { code: 'centre-fault' } })
  expect(await office.sync.runOnce()).toMatchObject(finished)
  expect(await differences(centre, records)).toEqual([])
})

test('max_allowed_packet too small for one scan: that record is refused, all others arrive', async () => {
  await using office = await openSendingOffice(centre.settings)
  const records = [
    ...office.approve(2, () => [jpegLike(400_000), jpegLike(1_000)]),
    ...office.approve(1, () => [jpegLike(1_200_000)]),
  ]
  const [before] = await centre.rows('SELECT @@global.max_allowed_packet AS bytes')
  await centre.rows('SET GLOBAL max_allowed_packet = 1048576')
  const during = await office.sync.runOnce()
  await centre.rows(`SET GLOBAL max_allowed_packet = ${Number(before?.bytes)}`)
  expect(during).toMatchObject({ delivered: 2, refused: 1, waiting: 0, problem: null })
  const [refused] = office.sync.records('refused', 0).records
  expect(refused).toMatchObject({ refusal: 'scan-too-large' })
  // Diskominfo has put its server right.
  office.sync.retry(refused?.id ?? '')
  expect(await office.sync.runOnce()).toMatchObject({ ...finished, delivered: 1 })
  expect(await differences(centre, records)).toEqual([])
})

test('a commit after the timeout counts once, however often it was sent', async () => {
  let unanswered = 0
  const connect = async (settings: CentreSettings): Promise<CentralClient> => {
    const client = await connectToCentral(settings, { open: 5_000, answer: 300 })
    return {
      ...client,
      submitBatch: (operations) =>
        client.submitBatch(operations).catch((error: unknown) => {
          unanswered += 1
          throw error
        }),
    }
  }
  await using office = await openSendingOffice(centre.settings, { connect })
  const records = office.approve(5, () => [jpegLike(20_000)])
  const arrived = async () => (await centre.rows('SELECT id FROM operations')).length
  const before = await arrived()
  // Each of five records takes longer than the office waits for all of them.
  await centre.administrator.connection.query(
    'CREATE TRIGGER slow AFTER INSERT ON applications FOR EACH ROW DO SLEEP(0.5)',
  )
  await office.sync.runOnce()
  // Nobody waits for this transaction any more.
  await until(async () => (await arrived()) === before + 5)
  await centre.administrator.connection.query('DROP TRIGGER slow')
  expect(unanswered).toBeGreaterThan(0)
  await until(async () => (await office.sync.runOnce()).waiting === 0)
  expect(await arrived()).toBe(before + 5)
  expect(await differences(centre, records)).toEqual([])
})

test('retries after deadlocks in which its transaction is the victim', async () => {
  const { host, port } = centre.server
  await using office = await openSendingOffice(centre.settings)
  const rival = await createConnection({
    host,
    port,
    user: 'root',
    database: centre.settings.database,
    ssl: { ca: centre.server.ca ?? '' },
  })
  // The server gives up whoever has changed fewer rows.
  await rival.query('CREATE TABLE rival (number INT) SELECT seq AS number FROM seq_1_to_5000')
  const deadlocks = async () => {
    const [row] = await centre.rows("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")
    return Number(row?.Value)
  }
  const before = await deadlocks()
  const records: ApplicationRecord[] = []
  /** Batch after batch, until one of them has met the rival at the wrong moment. */
  async function send() {
    for (;;) {
      records.push(...office.approve(60, () => [jpegLike(3_000)]))
      const summary = await office.sync.runOnce()
      if ((await deadlocks()) > before || records.length >= 3_000) return summary
    }
  }
  let sent = false
  const sending = send().finally(() => {
    sent = true
  })
  while (!sent) {
    await rival.query('START TRANSACTION')
    await rival.query('UPDATE rival SET number = number + 1')
    // An office writes its operations before its applications, and these before scans.
    await rival.query('SELECT id FROM applications FOR UPDATE')
    await rival.query('SELECT id FROM operations FOR UPDATE')
    await rival.query('ROLLBACK')
  }
  const summary = await sending
  await rival.query('DROP TABLE rival')
  await rival.end()
  expect(await deadlocks()).toBeGreaterThan(before)
  expect(summary).toMatchObject(finished)
  expect(await differences(centre, records)).toEqual([])
})

test('records wait while the disk of the server is full', async () => {
  // As much as the tables have on a disk of this size, and the same answer as from one.
  await using own = await startCentre(undefined, [
    ...['--innodb-file-per-table=0', '--innodb-data-file-path=ibdata1:12M:autoextend:max:40M'],
  ])
  await using office = await openSendingOffice(own.settings)
  await own.rows('CREATE TABLE others (bytes LONGBLOB)')
  await own.rows("INSERT INTO others SELECT REPEAT('x', 1000000) FROM seq_1_to_20")
  const records = office.approve(30, () => [jpegLike(300_000)])
  const during = await office.sync.runOnce()
  expect(during).toMatchObject({ refused: 0, problem: { code: 'centre-fault' } })
  expect(during.waiting).toBeGreaterThan(0)
  await own.rows('DROP TABLE others')
  await until(async () => (await office.sync.runOnce()).waiting === 0, 60_000)
  expect(await differences(own, records)).toEqual([])
})

test.each([
  ['at once', true],
  ['once it is spoken to', false],
])('a proxy that answers with a web page %s', async (_when, atOnce) => {
  const page =
    'HTTP/1.1 511 Network Authentication Required\r\nContent-Type: text/html\r\n\r\n<html>Masuk</html>'
  const proxy = createServer((socket) => {
    socket.on('error', () => undefined)
    if (atOnce) socket.end(page)
    else socket.once('data', () => socket.end(page))
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port')
  await using office = await openSendingOffice(
    { ...centre.settings, port: address.port },
    { connect: (settings) => connectToCentral(settings, { open: 500, answer: 500 }) },
  )
  office.approve(1)
  expect(await office.sync.runOnce()).toMatchObject({ waiting: 1, problem: { code: 'centre-unreachable' } })
  proxy.close()
})

test('an expired certificate: sends nothing and reports it', async () => {
  await using old = await startMariaDB({ tls: 'expired' })
  await using office = await openSendingOffice({
    ...centre.settings,
    port: old.port,
    certificateAuthority: old.ca ?? '',
  })
  office.approve(1)
  expect(await office.sync.runOnce()).toMatchObject({ waiting: 1, problem: { code: 'centre-certificate' } })
})
