import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { certifyEnrolment, newDirectoryKey } from '../../../main/identity/directory-key.ts'
import { createSharedPacketFolder, type SharedPacketFolder } from '../../../main/packets/shared-folder.ts'
import { startScanningInNode } from '../../../main/workers/scanning/client.ts'
import { type Counter, openCounter } from '../../support/counter.ts'
import { familyForm, homeVillage } from '../../support/family.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

const kelurahan = { code: homeVillage, name: 'Kelurahan Sempur' }
const kecamatan = { code: homeVillage.slice(0, 6), name: 'Kecamatan Bogor Tengah' }
const directoryKey = newDirectoryKey()

let shared: TempFolder
let sender: Counter
let receiver: Counter
let folders: SharedPacketFolder[]

beforeEach(async () => {
  shared = await makeTempFolder('shared')
  sender = await openCounter({ office: kelurahan })
  receiver = await openCounter({ office: kecamatan })
  folders = []
  for (const [counter, office] of [
    [sender, kelurahan],
    [receiver, kecamatan],
  ] as const) {
    const issuedAt = new Date().toISOString()
    counter.keys.enrol(
      directoryKey.publicKey,
      certifyEnrolment(directoryKey, { office, number: 1, issuedAt }),
    )
  }
  sender.keys.addStatements(receiver.keys.statements())
})

afterEach(async () => {
  for (const folder of folders) await folder.stop()
  await sender[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
  await shared.remove()
})

function follow(counter: Counter, office: typeof kelurahan, root = shared.path): SharedPacketFolder {
  const folder = createSharedPacketFolder({
    packets: counter.packets,
    startProcess: startScanningInNode,
    office: office.code,
    changed: () => undefined,
    report: (error) => {
      throw error
    },
    interval: 300,
  })
  folder.follow(root)
  folders.push(folder)
  return folder
}

const soon = { timeout: 100_000, interval: 50 }

describe('a shared folder', () => {
  test('carries an application to the kecamatan and the decision back, and is empty afterwards', async () => {
    follow(sender, kelurahan)
    follow(receiver, kecamatan)
    const id = await sender.register(familyForm(1))
    await vi.waitFor(
      () => expect(receiver.verification.queue(receiver.verifier)).toMatchObject([{ id }]),
      soon,
    )
    receiver.verification.decide(receiver.verifier, id, 'setuju', '')
    await receiver.verification.sign(receiver.verifier, '', async () => undefined)
    await vi.waitFor(() => expect(sender.applications.get(id).status).toBe('disetujui'), soon)
    await vi.waitFor(
      async () =>
        expect(
          await Promise.all([kelurahan, kecamatan].map(({ code }) => readdir(join(shared.path, code)))),
        ).toEqual([[], []]),
      soon,
    )
    expect(sender.packets.list().outgoing).toMatchObject([{ state: 'received', answer: 'taken' }])
  })

  test('waits for a missing drive, and never creates the folder', async () => {
    const drive = join(shared.path, 'drive')
    const folder = follow(sender, kelurahan, drive)
    await sender.register(familyForm(1))
    await vi.waitFor(() => expect(folder.problem()?.code).toBe('folder-gone'), soon)
    expect(existsSync(drive)).toBe(false)
    await mkdir(drive)
    await vi.waitFor(async () => expect(await readdir(join(drive, kecamatan.code))).toHaveLength(1), soon)
    await vi.waitFor(() => expect(folder.problem()).toBeNull(), soon)
  })

  test('moves aside what is no packet, and leaves files that are still being written', async () => {
    const own = join(shared.path, kecamatan.code)
    follow(receiver, kecamatan)
    await vi.waitFor(() => expect(existsSync(own)).toBe(true), soon)
    await writeFile(join(own, 'surat.paket'), 'bukan paket')
    await vi.waitFor(async () => expect(await readdir(join(own, 'ditolak'))).toEqual(['surat.paket']), soon)
    expect(receiver.packets.list().refused).toMatchObject([{ outcome: 'damaged', kept: false }])

    const id = await sender.register(familyForm(1))
    const bytes =
      sender.packets.findSealed(sender.packets.findDue('shared-folder')[0] ?? '')?.bytes ?? Buffer.of()
    await writeFile(join(own, 'a.paket'), bytes.subarray(0, bytes.length - 1))
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(await readdir(own)).toContain('a.paket')
    await writeFile(join(own, 'b.part'), bytes)
    await rename(join(own, 'b.part'), join(own, 'a.paket'))
    await vi.waitFor(
      () => expect(receiver.verification.queue(receiver.verifier)).toMatchObject([{ id }]),
      soon,
    )
    await rm(own, { recursive: true })
  })
})
