import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CentralClient, connectToCentral } from '../../../main/central/central-client.ts'
import { writeSetting } from '../../../main/store/settings.ts'
import type { CentreSettings } from '../../../shared/office.ts'
import { Problem } from '../../../shared/problems.ts'
import { jpegLike } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { startCutProxy } from '../../support/cut-proxy.ts'
import { startMariaDB } from '../../support/mariadb.ts'
import { differences, openSendingOffice, until } from './office.ts'

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre[Symbol.asyncDispose]())

const delivered = (office: { sync: { status(): { delivered: number } } }, count: number) =>
  until(() => office.sync.status().delivered === count)

describe('a connection that is cut', () => {
  test.each([
    ['256 kB', 256_000, 1.3],
    ['64 kB', 64_000, 1.6],
  ])('every %s: all arrives, each exactly once', async (_every, bytes, mostTimes) => {
    await using proxy = await startCutProxy(centre.server.port, { cutAfterBytes: bytes })
    await using office = await openSendingOffice({ ...centre.settings, port: proxy.port })
    const records = office.approve(16, () => [jpegLike(150_000), jpegLike(150_000)])
    office.sync.start()
    await delivered(office, 16)
    expect(await differences(centre, records)).toEqual([])
    const needed = records.flatMap(({ pages }) => pages).reduce((sum, { byteLength }) => sum + byteLength, 0)
    expect(proxy.counted.bytesUp / needed).toBeLessThan(mostTimes)
  })

  test('at random byte offsets: everything arrives exactly once', async () => {
    await using proxy = await startCutProxy(centre.server.port)
    await using office = await openSendingOffice({ ...centre.settings, port: proxy.port })
    const records = office.approve(12, () => [jpegLike(120_000), jpegLike(20_000)])
    office.sync.start()
    // From the first bytes of the greeting to the middle of a scan.
    for (const bytes of [1, 80, 400, 900, 2_000, 5_000, 9_000, 40_000, 70_000, 3_000, 120_000, 200_000]) {
      proxy.setCondition({ cutAfterBytes: bytes })
      office.sync.now()
      await until(() => office.sync.status().connection !== 'sending')
    }
    proxy.setCondition({})
    office.sync.now()
    await delivered(office, 12)
    expect(await differences(centre, records)).toEqual([])
  })

  test('opencrvs-12898: the network flaps during the start', async () => {
    await using proxy = await startCutProxy(centre.server.port, { refuse: true })
    await using office = await openSendingOffice({ ...centre.settings, port: proxy.port })
    const records = office.approve(6)
    office.sync.start()
    for (let flap = 0; flap < 6; flap++) {
      proxy.setCondition(flap % 2 === 0 ? { refuse: true } : { cutAfterBytes: 2_000 })
      proxy.cut()
      office.sync.now()
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    await until(() => office.sync.status().problem?.code === 'centre-unreachable')
    proxy.setCondition({})
    office.sync.now()
    await delivered(office, 6)
    expect(await differences(centre, records)).toEqual([])
  })

  test('opencrvs-13303: a record with 2 scans made offline survives the reconnect', async () => {
    await using proxy = await startCutProxy(centre.server.port, { refuse: true })
    await using office = await openSendingOffice({ ...centre.settings, port: proxy.port })
    office.sync.start()
    const records = office.approve(1)
    await until(() => office.sync.status().connection === 'offline')
    expect(office.sync.status()).toMatchObject({ waiting: 1, problem: { code: 'centre-unreachable' } })
    expect(office.sync.status().offlineSince).not.toBeNull()
    proxy.setCondition({})
    office.sync.now()
    await delivered(office, 1)
    expect(office.sync.status()).toMatchObject({ connection: 'idle', problem: null, offlineSince: null })
    expect(await differences(centre, records)).toEqual([])
  })

  test('the centre committed and its answer was lost: nothing is doubled', async () => {
    const answers = { records: 0, scans: 0 }
    /** Every other answer of each kind is lost after the centre has committed. */
    const losing = async (settings: CentreSettings): Promise<CentralClient> => {
      const client = await connectToCentral(settings)
      async function lose<Answer>(kind: keyof typeof answers, answer: Promise<Answer>): Promise<Answer> {
        const came = await answer
        answers[kind] += 1
        if (answers[kind] % 2 === 0) return came
        await client.close()
        throw new Problem('centre-unreachable')
      }
      return {
        ...client,
        submitBatch: (operations) => lose('records', client.submitBatch(operations)),
        uploadParts: (parts) => lose('scans', client.uploadParts(parts)),
      }
    }
    await using office = await openSendingOffice(centre.settings, { connect: losing })
    const records = office.approve(6, () => [jpegLike(200_000), jpegLike(1_000)])
    office.sync.start()
    await until(() => {
      if (office.sync.status().connection === 'offline') office.sync.now()
      return office.sync.status().delivered === 6
    })
    // How many chunks the scans become depends on the machine; the first answer of each kind is lost on every
    // one.
    expect(Math.min(answers.records, answers.scans)).toBeGreaterThan(1)
    expect(await differences(centre, records)).toEqual([])
  })

  test('a half-open connection times out', async () => {
    await using proxy = await startCutProxy(centre.server.port)
    let answer = 2_000
    await using office = await openSendingOffice(
      { ...centre.settings, port: proxy.port },
      { connect: (settings) => connectToCentral(settings, { open: 60_000, answer }) },
    )
    const records = office.approve(3, () => [jpegLike(2_000_000)])
    office.sync.start()
    await until(() => office.sync.status().bytesSent > 0)
    proxy.setCondition({ halfOpen: true })
    await until(() => office.sync.status().connection === 'offline')
    expect(office.sync.status().problem?.code).toBe('centre-unreachable')
    // A good line on a busy machine may be slower than that.
    answer = 60_000
    proxy.setCondition({})
    office.sync.now()
    await delivered(office, 3)
    expect(await differences(centre, records)).toEqual([])
  })
})

test('stopping does not wait for a server that does not answer', async () => {
  await using proxy = await startCutProxy(centre.server.port, { halfOpen: true })
  // Whoever waits for the server waits longer than any test.
  const day = 86_400_000
  const connect = (settings: CentreSettings) => connectToCentral(settings, { open: day, answer: day })
  await using opening = await openSendingOffice({ ...centre.settings, port: proxy.port }, { connect })
  opening.approve(1)
  opening.sync.start()
  await until(() => proxy.counted.connections > 0)
  await opening.sync.stop()

  proxy.setCondition({})
  await using sending = await openSendingOffice({ ...centre.settings, port: proxy.port }, { connect })
  sending.approve(1, () => [jpegLike(8_000_000)])
  sending.sync.start()
  await until(() => sending.sync.status().bytesSent > 0)
  proxy.setCondition({ halfOpen: true })
  await sending.sync.stop()
  expect(sending.sync.status()).toMatchObject({ waiting: 1, delivered: 0 })
})

describe('a centre that fails', () => {
  test('the server is killed during an upload: what it acknowledged is kept, the rest follows', async () => {
    await using own = await startCentre()
    let calls = 0
    let killed: Promise<void> | undefined
    const killing = async (settings: CentreSettings): Promise<CentralClient> => {
      const client = await connectToCentral(settings)
      const strike = () => {
        calls += 1
        // While records are announced, while the first scans go up, and while the last do.
        if ([10, 30, 45].includes(calls)) killed = own.server.kill()
      }
      return {
        ...client,
        submitBatch(operations) {
          strike()
          return client.submitBatch(operations)
        },
        uploadParts(parts) {
          strike()
          return client.uploadParts(parts)
        },
      }
    }
    await using office = await openSendingOffice(own.settings, { connect: killing })
    const records = office.approve(20, () => [jpegLike(250_000), jpegLike(250_000)])
    office.sync.start()
    for (let kills = 0; kills < 3; kills++) {
      await until(() => killed !== undefined && office.sync.status().connection === 'offline')
      await killed
      killed = undefined
      await own.server.resume()
      office.sync.now()
    }
    await delivered(office, 20)
    await own.reconnect()
    expect(await differences(own, records)).toEqual([])
  })

  test('the server shuts down and comes back: sending resumes by itself', async () => {
    await using own = await startCentre()
    await using office = await openSendingOffice(own.settings)
    const records = office.approve(10)
    office.sync.start()
    await delivered(office, 10)
    await own.server.halt()
    records.push(...office.approve(2))
    await until(() => office.sync.status().connection === 'offline')
    await own.server.resume()
    await delivered(office, 12)
    await own.reconnect()
    expect(await differences(own, records)).toEqual([])
  })

  test('no server: reports unreachable and backs off', async () => {
    let attempts = 0
    const counting = (settings: CentreSettings) => {
      attempts += 1
      return connectToCentral(settings)
    }
    await using office = await openSendingOffice({ ...centre.settings, port: 1 }, { connect: counting })
    office.approve(3)
    office.sync.start()
    await until(() => office.sync.status().connection === 'offline')
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(attempts).toBeLessThanOrEqual(10)
    expect(office.sync.status()).toMatchObject({ waiting: 3, problem: { code: 'centre-unreachable' } })
  })
})

describe('a fatal answer stops the run', () => {
  test('odk-1939: a refused account is tried once, not a thousand times', async () => {
    let attempts = 0
    const counting = (settings: CentreSettings) => {
      attempts += 1
      return connectToCentral(settings)
    }
    await using office = await openSendingOffice(
      { ...centre.settings, password: 'another' },
      { connect: counting },
    )
    office.approve(50)
    office.sync.start()
    await until(() => office.sync.status().connection === 'refused')
    office.approve(5)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(attempts).toBe(1)
    expect(office.sync.status()).toMatchObject({ waiting: 55, problem: { code: 'centre-refused-account' } })
    // Asked for, it tries again; with the right password it sends.
    office.sync.now()
    await until(() => attempts === 2)
    writeSetting(office.counter.store, 'centre', centre.settings)
    await delivered(office, 55)
  })

  test.each(['wrong-name', 'foreign-ca'] as const)('a certificate of %s: nothing is sent', async (kind) => {
    await using impostor = await startMariaDB({ tls: kind })
    await using office = await openSendingOffice({
      ...centre.settings,
      port: impostor.port,
      certificateAuthority: impostor.ca ?? '',
    })
    office.approve(1)
    office.sync.start()
    await until(() => office.sync.status().connection === 'refused')
    expect(office.sync.status()).toMatchObject({ waiting: 1, problem: { code: 'centre-certificate' } })
  })

  test('a server without TLS gets no password', async () => {
    await using plain = await startMariaDB()
    await using office = await openSendingOffice({ ...centre.settings, port: plain.port })
    expect(await office.sync.runOnce()).toMatchObject({ problem: { code: 'centre-certificate' } })
  })

  test('a server with another schema, or none', async () => {
    await using other = await openSendingOffice({ ...centre.settings, database: 'nowhere' })
    const { problem } = await other.sync.runOnce()
    expect(['centre-outdated', 'centre-refused-account']).toContain(problem?.code)
  })
})
