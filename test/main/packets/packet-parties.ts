import { randomBytes } from 'node:crypto'
import { certifyEnrolment, newDirectoryKey } from '../../../main/identity/directory-key.ts'
import { createKeyStore, type KeyStore } from '../../../main/identity/key-store.ts'
import type { ApplicationContent } from '../../../main/packets/content.ts'
import { type PacketOpener, packetHash } from '../../../main/packets/open-packet.ts'
import { insertOffice } from '../../../main/store/office.ts'
import { openStore } from '../../../main/store/store.ts'
import type { KeyPair } from '../../../shared/directory.ts'
import { emptyForm } from '../../../shared/form.ts'
import type { Office } from '../../../shared/office.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

export const kelurahan: Office = { code: '3271031001', name: 'Kelurahan Contoh' }
export const kecamatan: Office = { code: '327103', name: 'Kecamatan Contoh' }

const at = '2026-11-21T01:14:00.000Z'

/** An office with keys of its own, in a store of its own. */
export interface Party extends AsyncDisposable {
  office: Office
  keys: KeyStore
  /** Opens for this office; what is opened is not remembered unless the test adds to `opened`. */
  opener: PacketOpener
  opened: Map<string, string>
}

export async function makeParty(office: Office, directoryKey: KeyPair, number = 1): Promise<Party> {
  const folder = await makeTempFolder('party')
  const store = openStore(folder.path, randomBytes(32))
  insertOffice(store, { office, device: 'K7M', deviceId: crypto.randomUUID(), training: false }, at)
  const keys = createKeyStore(store, createManualClock().now)
  keys.enrol(directoryKey.publicKey, certifyEnrolment(directoryKey, { office, number, issuedAt: at }))
  const opened = new Map<string, string>()
  return {
    office,
    keys,
    opened,
    opener: {
      office: office.code,
      findSealing: keys.findSealing,
      verifyEntry: keys.verifyEntry,
      findOpened: (id) => opened.get(id),
    },
    async [Symbol.asyncDispose]() {
      store.close()
      await folder.remove()
    },
  }
}

export const newDirectory = newDirectoryKey

/** A submitted application with two pages of one scan. */
export function sampleContent(scan: Uint8Array = Buffer.from('a scan of nobody')): ApplicationContent {
  const hash = packetHash(scan)
  const page = { memberId: null, scan: hash, quality: null, reading: null }
  const officer = { id: '019a0000-0000-7000-8000-000000000002', name: 'Rina' }
  return {
    kind: 'application',
    version: 1,
    application: '019a0000-0000-7000-8000-000000000010',
    revision: 3,
    number: '3271031001-K7M-26-00001',
    applicationKind: 'pendaftaran',
    form: emptyForm('3271031001'),
    submittedBy: officer,
    submittedAt: at,
    pages: [
      { ...page, id: '019a0000-0000-7000-8000-000000000030', document: 'kk' },
      { ...page, id: '019a0000-0000-7000-8000-000000000031', document: 'ktp' },
    ],
    scans: [
      { hash, mediaType: 'image/jpeg', width: 10, height: 20, bytes: scan, thumbnail: Buffer.from('small') },
    ],
  }
}
