import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectToCentral } from '../../../main/central/central-client.ts'
import { updateOffice } from '../../../main/central/offices.ts'
import { certifyEnrolment, newDirectoryKey } from '../../../main/identity/directory-key.ts'
import { createPacketRelay, packetArrivalHandler } from '../../../main/packets/packet-relay.ts'
import { systemClock } from '../../../main/store/clock.ts'
import { writeSetting } from '../../../main/store/settings.ts'
import { createSyncEngine, type SyncEngine } from '../../../main/sync/sync.ts'
import type { CentreSettings, Office } from '../../../shared/office.ts'
import { jpegLike } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { type Counter, openCounter } from '../../support/counter.ts'
import { startCutProxy } from '../../support/cut-proxy.ts'
import { familyForm, homeVillage } from '../../support/family.ts'

const kelurahan = { code: homeVillage, name: 'Kelurahan Sempur' }
const kecamatan = { code: homeVillage.slice(0, 6), name: 'Kecamatan Bogor Tengah' }
const directoryKey = newDirectoryKey()

let centre: Centre
let access: { kelurahan: CentreSettings; kecamatan: CentreSettings; other: CentreSettings }
let sender: Counter
let receiver: Counter
let engines: SyncEngine[]

beforeAll(async () => {
  centre = await startCentre()
  access = {
    kelurahan: centre.settings,
    kecamatan: await centre.add(kecamatan.code),
    other: await centre.add('3271031001'),
  }
})
afterAll(() => centre[Symbol.asyncDispose]())

/** Each test's offices are activated anew, and so have keys of another number. */
let keyNumber = 0

async function openOffice(office: Office): Promise<Counter> {
  const counter = await openCounter({ office })
  const issuedAt = new Date().toISOString()
  await updateOffice(centre.administrator, office.code, { name: office.name, keyNumber })
  const enrolment = certifyEnrolment(directoryKey, { office, number: keyNumber, issuedAt })
  counter.keys.enrol(directoryKey.publicKey, enrolment)
  return counter
}

beforeEach(async () => {
  engines = []
  keyNumber += 1
  sender = await openOffice(kelurahan)
  receiver = await openOffice(kecamatan)
  // The first run enters an office's keys, the second reads the other's.
  await connect(receiver, access.kecamatan).runOnce()
  await connect(sender, access.kelurahan).runOnce()
})
afterEach(async () => {
  for (const engine of engines) await engine.stop()
  await sender[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
})

function connect({ store, keys, packets }: Counter, settings: CentreSettings): SyncEngine {
  writeSetting(store, 'centre', settings)
  const engine = createSyncEngine({
    store,
    clock: systemClock,
    training: false,
    relay: createPacketRelay({ store, keys, packets }),
    handlers: [packetArrivalHandler(store)],
  })
  engines.push(engine)
  return engine
}

async function registerLarge(serial: number): Promise<{ id: string; scans: Uint8Array[] }> {
  const scans = [jpegLike(180_000), jpegLike(90_000)]
  const { clerk, applications, documents } = sender
  const { id, revision } = applications.create(clerk, 'pendaftaran')
  for (const [index, bytes] of scans.entries()) {
    await documents.add(clerk, id, bytes, index === 0 ? 'kk' : 'ktp')
  }
  const saved = applications.save(clerk, { id, revision, kind: 'pendaftaran', form: familyForm(serial) })
  applications.submit(clerk, id, saved.revision)
  return { id, scans }
}

async function decide(id: string): Promise<void> {
  receiver.verification.decide(receiver.verifier, id, 'setuju', '')
  await receiver.verification.sign(receiver.verifier, '', async () => undefined)
}

const queue = () => receiver.verification.queue(receiver.verifier).map(({ id }) => id)
const clean = { problem: null }

describe('the relay', () => {
  test('carries an application to the kecamatan, the decision back and the record to the centre', async () => {
    const [up, down] = [connect(sender, access.kelurahan), connect(receiver, access.kecamatan)]
    const { id } = await registerLarge(1)
    expect(await up.runOnce()).toMatchObject(clean)
    expect(sender.applications.get(id).sentTo?.state).toBe('sent')
    expect(await down.runOnce()).toMatchObject(clean)
    expect(queue()).toEqual([id])
    await decide(id)
    expect(await down.runOnce()).toMatchObject({ ...clean, delivered: 1 })
    expect(await up.runOnce()).toMatchObject(clean)
    expect(sender.applications.get(id)).toMatchObject({
      status: 'disetujui',
      sentTo: { state: 'received', answer: 'taken' },
    })
    const record = 'SELECT complete_at IS NOT NULL AS complete FROM applications WHERE id = ?'
    expect(await centre.rows(record, [id])).toEqual([{ complete: 1 }])
    expect(await down.runOnce()).toMatchObject(clean)
    expect(receiver.packets.list().outgoing).toMatchObject([{ kind: 'decision', state: 'received' }])
    await up.runOnce()

    const left = 'SELECT COUNT(*) AS count FROM packets WHERE acknowledged_at IS NULL'
    expect(await centre.rows(left)).toEqual([{ count: 0 }])
    const bytes = `SELECT COUNT(*) AS count FROM scans JOIN packets
                   ON packets.from_office = scans.office_id AND packets.hash = scans.hash`
    expect(await centre.rows(bytes)).toEqual([{ count: 0 }])
  })

  test('shows the centre nothing of its content', async () => {
    const marker = 'RAHASIA KELUARGA'
    const { clerk, applications, documents } = sender
    const { id, revision } = applications.create(clerk, 'pendaftaran')
    for (const document of ['kk', 'ktp'] as const) {
      const page = Buffer.concat([Buffer.from(marker), jpegLike(5_000)])
      await documents.add(clerk, id, page, document)
    }
    const form = familyForm(7, { address: marker })
    const saved = applications.save(clerk, { id, revision, kind: 'pendaftaran', form })
    applications.submit(clerk, id, saved.revision)
    await connect(sender, access.kelurahan).runOnce()
    const words = [marker, form.family.noKk, form.family.headName, form.members[0]?.nik ?? marker]

    const tables = await centre.rows(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'solid_loket' AND table_type = 'BASE TABLE'`,
    )
    const columns = await centre.rows(
      "SELECT table_name AS name, column_name AS col FROM information_schema.columns WHERE table_schema = 'solid_loket'",
    )
    expect(tables.length).toBeGreaterThan(10)
    const held = await centre.rows(
      'SELECT COUNT(*) AS count FROM packets WHERE posted_at IS NOT NULL AND acknowledged_at IS NULL',
    )
    expect(held).toEqual([{ count: 1 }])
    for (const { name, col } of columns) {
      for (const word of words) {
        const found = await centre.rows(
          `SELECT COUNT(*) AS count FROM \`${name}\` WHERE INSTR(CAST(\`${col}\` AS BINARY), ?) > 0`,
          [word],
        )
        expect(found, `${name}.${col}`).toEqual([{ count: 0 }])
      }
    }
    await centre.administrator.connection.query('FLUSH TABLES')
    const files = await readdir(centre.server.folder, { recursive: true, withFileTypes: true })
    const read = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name)))
    for (const bytes of await Promise.all(read)) {
      for (const word of words) expect(bytes.includes(word)).toBe(false)
    }
    await connect(receiver, access.kecamatan).runOnce()
    expect(queue()).toEqual([id])
  })

  test('gives a packet only to its receiver, and lets no one else delete it', async () => {
    const { id } = await registerLarge(3)
    await connect(sender, access.kelurahan).runOnce()
    const [packet] = await centre.rows('SELECT id FROM packets WHERE acknowledged_at IS NULL')
    const packetId = String(packet?.id)
    for (const settings of [access.other, access.kelurahan]) {
      const client = await connectToCentral(settings)
      expect(await client.listPackets()).toEqual([])
      expect(await client.readPacket(packetId, 0, 100)).toBeUndefined()
      await client.acknowledgePackets([packetId])
      await client.close()
    }
    const client = await connectToCentral(access.kecamatan)
    expect(await client.listPackets()).toMatchObject([{ id: packetId }])
    expect(await client.readPacket(packetId, 0, 4)).toEqual(Buffer.from([0x89, 0x53, 0x4c, 0x50]))
    const taken = { id: packetId, receiver: '3271031001', hash: '0'.repeat(64), byteLength: 5 }
    expect(await client.announcePacket(taken)).toMatchObject({
      verdict: 'refused',
      refusal: 'packet-conflict',
    })
    const nowhere = { ...taken, id: crypto.randomUUID(), receiver: '999999' }
    expect(await client.announcePacket(nowhere)).toMatchObject({
      verdict: 'refused',
      refusal: 'office-unknown',
    })
    await client.close()
    await connect(receiver, access.kecamatan).runOnce()
    expect(queue()).toEqual([id])
  })

  test.each([64, 256])(
    'goes on where it was when the line is cut every %i kB, up and down',
    async (kilobytes) => {
      await using proxy = await startCutProxy(centre.server.port, { cutAfterBytes: kilobytes * 1024 })
      const cut = (settings: CentreSettings) => ({ ...settings, port: proxy.port })
      const up = connect(sender, cut(access.kelurahan))
      const down = connect(receiver, cut(access.kecamatan))
      const { id, scans } = await registerLarge(10 + kilobytes)
      for (let run = 0; run < 20 && sender.packets.findDue('relay').length > 0; run += 1) await up.runOnce()
      const packetBytes = proxy.counted.bytesUp

      // Down, the lines are cut after as many bytes.
      const before = proxy.counted.bytesDown
      let cutAt = before
      const cutting = setInterval(() => {
        if (proxy.counted.bytesDown - cutAt < kilobytes * 1024) return
        cutAt = proxy.counted.bytesDown
        proxy.cut()
      }, 1)
      for (let run = 0; run < 20 && queue().length === 0; run += 1) await down.runOnce()
      clearInterval(cutting)
      expect(queue()).toEqual([id])
      for (const [index, { id: page }] of receiver.applications.get(id).pages.entries()) {
        const { bytes } = await receiver.documents.readScan(page, 'page')
        expect(Buffer.from(bytes).equals(scans[index] ?? Buffer.of())).toBe(true)
      }
      const needed = scans.reduce((sum, { length }) => sum + length, 0)
      // Twice, and what every line opened anew costs beside it.
      expect(packetBytes / needed).toBeLessThan(2.5)
      expect((proxy.counted.bytesDown - before) / needed).toBeLessThan(2.5)
      await connect(receiver, access.kecamatan).runOnce()
      await connect(sender, access.kelurahan).runOnce()
    },
    120_000,
  )
})
