import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CentralClient, connectToCentral } from '../../../main/central/central-client.ts'
import { writeSetting } from '../../../main/store/settings.ts'
import { syncCalls } from '../../../shared/contract/sync-calls.ts'
import { Problem } from '../../../shared/problems.ts'
import { jpegLike, sha256 } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { differences, openSendingOffice, until } from './office.ts'

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre[Symbol.asyncDispose]())

const count = async (table: string) => Number((await centre.rows(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n)

/** The line, with one of its answers changed. */
const connectWith =
  (change: (client: CentralClient) => Partial<CentralClient>) =>
  async (settings: Parameters<typeof connectToCentral>[0]): Promise<CentralClient> => {
    const client = await connectToCentral(settings)
    return { ...client, ...change(client) }
  }

describe('sending by hand', () => {
  test('delivers every value and every byte once', async () => {
    await using office = await openSendingOffice(centre.settings)
    const records = office.approve(20)
    expect(await office.sync.runOnce()).toEqual({ delivered: 20, refused: 0, waiting: 0, problem: null })
    expect(await differences(centre, records)).toEqual([])
    const status = syncCalls['sync.status'].output.parse(office.sync.status())
    expect(status).toMatchObject({
      connection: 'idle',
      problem: null,
      waiting: 0,
      delivered: 20,
      bytesTotal: 0,
    })
    expect(status.lastDeliveredAt).not.toBeNull()
  })

  test('sends nothing again on a second run', async () => {
    await using office = await openSendingOffice(centre.settings)
    const records = office.approve(5)
    await office.sync.runOnce()
    const tables = ['operations', 'applications', 'people', 'pages', 'scans', 'devices']
    const before = await Promise.all(tables.map(count))
    expect(await office.sync.runOnce()).toEqual({ delivered: 0, refused: 0, waiting: 0, problem: null })
    // As after a kill between the centre's answer and our mark: all of it is told again, and is there
    // already.
    office.counter.store.exec(`UPDATE outbox SET state = 'pending', delivered_at = NULL`)
    expect(await office.sync.runOnce()).toEqual({ delivered: 5, refused: 0, waiting: 0, problem: null })
    expect(await Promise.all(tables.map(count))).toEqual(before)
    expect(await differences(centre, records)).toEqual([])
  })

  test('mosip-slice: sends 25 pending in one run with batches of 10', async () => {
    await using office = await openSendingOffice(centre.settings, { batch: 10 })
    const records = office.approve(25, () => [])
    expect(await office.sync.runOnce()).toMatchObject({ delivered: 25, waiting: 0 })
    expect(await differences(centre, records)).toEqual([])
  })

  test('commcare-1807: delivers 999 of 1,000 records with one poison record', async () => {
    await using office = await openSendingOffice(centre.settings)
    const before = office.approve(24)
    office.approve(1)
    const after = office.approve(25)
    office.approve(950, () => [])
    const { store } = office.counter
    const poison = store.prepare<[], { id: string }>('SELECT id FROM outbox WHERE sequence = 25').get()
    store.exec(`UPDATE outbox_payloads SET payload = replace(payload, '"village":"3271031006"', '"village":"3273011006"')
                WHERE sequence = 25`)
    expect(await office.sync.runOnce()).toEqual({ delivered: 999, refused: 1, waiting: 0, problem: null })
    expect(await differences(centre, [...before, ...after])).toEqual([])
    const { records, total } = syncCalls['sync.records'].output.parse(office.sync.records('refused', 0))
    expect(total).toBe(1)
    expect(records[0]).toMatchObject({
      id: poison?.id,
      refusal: 'payload-hash',
      attempts: 1,
      scansDelivered: 0,
    })

    // Put right and tried again, it goes the way of the others.
    store.exec(`UPDATE outbox_payloads SET payload = replace(payload, '"village":"3273011006"', '"village":"3271031006"')
                WHERE sequence = 25`)
    office.sync.retry(poison?.id ?? '')
    expect(office.sync.status()).toMatchObject({ waiting: 1, refused: 0 })
    expect(await office.sync.runOnce()).toMatchObject({ delivered: 1, refused: 0 })
    expect(office.sync.records('delivered', 0).total).toBe(1_000)
  })

  test('skips a record that causes a fault at the centre, and retries it later', async () => {
    const stumbling = connectWith((client) => ({
      submitBatch(operations) {
        return stumbles && operations.some(({ sequence }) => sequence === 3)
          ? Promise.reject(new Problem('centre-fault'))
          : client.submitBatch(operations)
      },
    }))
    let stumbles = true
    await using office = await openSendingOffice(centre.settings, { connect: stumbling })
    const records = office.approve(6)
    expect(await office.sync.runOnce()).toMatchObject({ delivered: 5, refused: 0, waiting: 1, problem: null })
    stumbles = false
    expect(await office.sync.runOnce()).toMatchObject({ delivered: 1, waiting: 0 })
    expect(await differences(centre, records)).toEqual([])
  })

  test('sends a scan of two records once and completes both', async () => {
    const shared = jpegLike(50_000)
    let chunks = 0
    const counting = connectWith((client) => ({
      uploadParts(parts) {
        chunks += 1
        return client.uploadParts(parts)
      },
    }))
    await using office = await openSendingOffice(centre.settings, { connect: counting })
    const records = office.approve(2, () => [shared])
    expect(await office.sync.runOnce()).toMatchObject({ delivered: 2 })
    expect(chunks).toBe(1)
    const later = office.approve(1, () => [shared])
    expect(await office.sync.runOnce()).toMatchObject({ delivered: 1 })
    expect(chunks).toBe(1)
    expect(await differences(centre, [...records, ...later])).toEqual([])
  })

  test('two processes sending one outbox deliver each record once', async () => {
    await using office = await openSendingOffice(centre.settings)
    const records = office.approve(40, () => [jpegLike(300_000), jpegLike(10_000)])
    const engines = [office.sync, office.another(), office.another()]
    const summaries = await Promise.all(engines.map((engine) => engine.runOnce()))
    expect(summaries.map(({ waiting, refused, problem }) => ({ waiting, refused, problem }))).toEqual(
      engines.map(() => ({ waiting: 0, refused: 0, problem: null })),
    )
    expect(await differences(centre, records)).toEqual([])
  })

  test('a damaged or missing scan refuses only its own record', async () => {
    await using office = await openSendingOffice(centre.settings)
    const [damaged, gone] = office.approve(2)
    const good = office.approve(3)
    const { store } = office.counter
    const change = store.prepare<[Uint8Array, string]>('UPDATE scans SET bytes = ? WHERE hash = ?')
    change.run(jpegLike(2_000), damaged?.pages[0]?.scan ?? '')
    store.prepare<[string]>('DELETE FROM scans WHERE hash = ?').run(gone?.pages[1]?.scan ?? '')
    expect(await office.sync.runOnce()).toMatchObject({ delivered: 3, refused: 2, problem: null })
    expect(await differences(centre, good)).toEqual([])
    expect(office.sync.records('refused', 0).records.map(({ refusal }) => refusal)).toEqual([
      'scan-damaged',
      'scan-damaged',
    ])
    expect(await count('applications WHERE complete_at IS NULL')).toBe(2)
  })

  test('resends a chunk that was damaged on the way', async () => {
    let damaged = 0
    const damaging = connectWith((client) => ({
      uploadParts(parts) {
        if (damaged++ > 0) return client.uploadParts(parts)
        return client.uploadParts(parts.map((part) => ({ ...part, bytes: Buffer.alloc(part.bytes.length) })))
      },
    }))
    await using office = await openSendingOffice(centre.settings, { connect: damaging })
    const records = office.approve(1, () => [jpegLike(700_000)])
    expect(await office.sync.runOnce()).toMatchObject({ delivered: 1, refused: 0 })
    expect(await differences(centre, records)).toEqual([])
  })

  test('sends nothing with an account of another office', async () => {
    await using office = await openSendingOffice(await centre.add('3271031009'))
    office.approve(1)
    const before = await count('operations')
    expect(await office.sync.runOnce()).toMatchObject({
      problem: { code: 'centre-refused-account' },
      waiting: 1,
    })
    expect(await count('operations')).toBe(before)
  })

  test('reports missing settings, and never connects in training', async () => {
    let connected = 0
    const connect = () => {
      connected += 1
      return Promise.reject(new Problem('centre-unreachable'))
    }
    await using unset = await openSendingOffice(null, { connect })
    await expect(unset.sync.runOnce()).rejects.toThrow(new Problem('centre-not-set'))
    expect(unset.sync.now()).toMatchObject({ connection: 'not-set' })

    await using training = await openSendingOffice(centre.settings, { training: true, connect })
    training.approve(1)
    training.sync.start()
    expect(training.sync.now()).toMatchObject({ connection: 'training', waiting: 1 })
    await expect(training.sync.runOnce()).rejects.toThrow(new Problem('centre-training'))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(connected).toBe(0)
  })
})

describe('sending in the background', () => {
  test('sends what is approved and notifies listeners', async () => {
    await using office = await openSendingOffice(centre.settings)
    let told = 0
    const end = office.sync.onChange(() => {
      told += 1
    })
    office.sync.start()
    const records = office.approve(3)
    await until(() => office.sync.status().delivered === 3)
    await until(() => told > 0)
    end()
    records.push(...office.approve(2))
    await until(() => office.sync.status().delivered === 5)
    expect(await differences(centre, records)).toEqual([])
    await office.sync.stop()
    office.approve(1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(office.sync.status()).toMatchObject({ waiting: 1, delivered: 5 })
  })

  test('sends everything that waits to a new centre', async () => {
    await using office = await openSendingOffice({ ...centre.settings, port: 1 })
    office.sync.start()
    const records = office.approve(2)
    await until(() => office.sync.status().connection === 'offline')
    expect(office.sync.status()).toMatchObject({ problem: { code: 'centre-unreachable' }, waiting: 2 })
    expect(office.sync.status().nextAttemptAt).not.toBeNull()
    expect(office.sync.status().offlineSince).not.toBeNull()
    writeSetting(office.counter.store, 'centre', centre.settings)
    await until(() => office.sync.status().delivered === 2)
    expect(office.sync.status()).toMatchObject({ connection: 'idle', problem: null, offlineSince: null })
    expect(await differences(centre, records)).toEqual([])
  })

  test('odk-5473: a large scan in flight does not starve small records', async () => {
    const order: string[] = []
    const watching = connectWith((client) => ({
      submitBatch(operations) {
        order.push('record')
        return client.submitBatch(operations)
      },
      async uploadParts(parts) {
        order.push('chunk')
        // As on a line that takes a while for a chunk.
        await new Promise((resolve) => setTimeout(resolve, 100))
        return client.uploadParts(parts)
      },
    }))
    await using office = await openSendingOffice(centre.settings, { connect: watching })
    const [large] = office.approve(1, () => [jpegLike(16_000_000)])
    office.sync.start()
    await until(() => order.filter((what) => what === 'chunk').length > 2)
    expect(office.sync.status()).toMatchObject({ connection: 'sending', waiting: 1, delivered: 0 })
    expect(office.sync.status().bytesSent).toBeGreaterThan(0)
    const small = office.approve(5, () => [jpegLike(3_000)])
    await until(() => office.sync.status().delivered === 6)
    // Told in the middle of the large one, and there whole before it.
    expect(order.lastIndexOf('record')).toBeLessThan(order.lastIndexOf('chunk') - 3)
    const complete = await centre.rows('SELECT id FROM applications ORDER BY complete_at DESC LIMIT 1')
    expect(complete).toEqual([{ id: large?.id }])
    expect(await differences(centre, [...small, ...(large ? [large] : [])])).toEqual([])
  })

  test('reads, verifies and splits large scans without blocking the event loop for 50 ms', async () => {
    await using office = await openSendingOffice(centre.settings)
    // Four times what a page may have (main/workers/imaging/encode/archive.ts): the worst that a coloured A3
    // sheet comes to.
    const records = office.approve(20, () => [jpegLike(1_000_000)])
    // The thread's own time between two ticks, so that a busy machine is not taken for a busy thread.
    const spent = () => process.threadCpuUsage().user / 1000
    let longest = 0
    let last = spent()
    const watch = setInterval(() => {
      longest = Math.max(longest, spent() - last)
      last = spent()
    }, 1)
    await office.sync.runOnce()
    clearInterval(watch)
    expect(longest).toBeLessThan(50)
    expect(await differences(centre, records)).toEqual([])
  })
})

test('logs and shows only the code of a refusal', async () => {
  await using office = await openSendingOffice(centre.settings)
  const [record] = office.approve(1)
  office.counter.store.exec(`UPDATE outbox SET payload_hash = '${sha256('other')}'`)
  await office.sync.runOnce()
  const shown = JSON.stringify([office.sync.status(), office.sync.records(null, 0).records[0]?.refusal])
  expect(shown).toContain('payload-hash')
  expect(shown).not.toContain(record?.members[0]?.nik)
})
