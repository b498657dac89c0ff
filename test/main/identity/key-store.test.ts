import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { certifyEnrolment, newDirectoryKey, revokeKeys } from '../../../main/identity/directory-key.ts'
import { newSigningPair, signBytes } from '../../../main/identity/key-pairs.ts'
import { createKeyStore, type KeyStore } from '../../../main/identity/key-store.ts'
import { enrolmentStatement, entryStatement } from '../../../main/identity/statement.ts'
import { insertOffice } from '../../../main/store/office.ts'
import { openStore, type Store } from '../../../main/store/store.ts'
import type { DirectoryEntry } from '../../../shared/directory.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

const kelurahan = { code: '3271031001', name: 'Kelurahan Contoh' }
const kecamatan = { code: '327103', name: 'Kecamatan Contoh' }
const at = '2026-11-21T01:14:00.000Z'
const directoryKey = newDirectoryKey()
const clock = createManualClock()

const folders: TempFolder[] = []
const stores: Store[] = []

async function openOffice(office: { code: string; name: string }): Promise<KeyStore> {
  const folder = await makeTempFolder('keys')
  folders.push(folder)
  const store = openStore(folder.path, randomBytes(32))
  stores.push(store)
  insertOffice(store, { office, device: 'K7M', deviceId: crypto.randomUUID(), training: false }, at)
  return createKeyStore(store, clock.now)
}

const certify = (office: { code: string; name: string }, number = 1, by = directoryKey) =>
  certifyEnrolment(by, { office, number, issuedAt: at })

let keys: KeyStore
let other: KeyStore

beforeEach(async () => {
  keys = await openOffice(kelurahan)
  other = await openOffice(kecamatan)
})

afterEach(async () => {
  for (const store of stores.splice(0)) store.close()
  for (const folder of folders.splice(0)) await folder.remove()
})

describe('enrolment', () => {
  test('generates keys that the other offices accept', () => {
    const entry = keys.enrol(directoryKey.publicKey, certify(kelurahan))
    other.enrol(directoryKey.publicKey, certify(kecamatan))
    expect(other.addStatements({ entries: [entry], revocations: [] })).toEqual({
      accepted: 1,
      refused: 0,
      unknown: 0,
    })
    expect(other.findOffice(kelurahan.code)).toEqual(entry)
    expect(keys.findOwn()?.entry).toEqual(entry)
  })

  test('is refused for another office, by another directory key, and a second time', () => {
    const enrolment = certify(kelurahan)
    expect(() => keys.enrol(directoryKey.publicKey, certify(kecamatan))).toThrow('enrolment-refused')
    expect(() => keys.enrol(newDirectoryKey().publicKey, enrolment)).toThrow('enrolment-refused')
    const { privateKey } = certify(kelurahan)
    expect(() => keys.enrol(directoryKey.publicKey, { ...enrolment, privateKey })).toThrow(
      'enrolment-refused',
    )
    expect(keys.findOwn()).toBeUndefined()
    keys.enrol(directoryKey.publicKey, enrolment)
    expect(() => keys.enrol(directoryKey.publicKey, enrolment)).toThrow('enrolment-refused')
  })

  test('with a new number keeps the old key for late packets, and signs only with the new one', () => {
    const first = keys.enrol(directoryKey.publicKey, certify(kelurahan, 1))
    const second = keys.enrol(directoryKey.publicKey, certify(kelurahan, 2))
    expect(keys.findOwn()?.entry).toEqual(second)
    expect(keys.findSealing(1)?.publicKey).toBe(first.sealingKey)
    expect(keys.findSealing(2)?.publicKey).toBe(second.sealingKey)
    expect(keys.findSealing(3)).toBeUndefined()
    const kept = stores[0]?.prepare<[], string | null>('SELECT signing_private FROM own_keys ORDER BY number')
    expect(kept?.pluck().all()).toEqual([null, keys.findOwn()?.signing.privateKey])
  })
})

describe('the directory', () => {
  let entry: DirectoryEntry

  beforeEach(() => {
    entry = keys.enrol(directoryKey.publicKey, certify(kelurahan))
    other.enrol(directoryKey.publicKey, certify(kecamatan))
  })

  const refused = { accepted: 0, refused: 1, unknown: 0 }

  test.each<[string, (entry: DirectoryEntry) => unknown]>([
    ['another signing key', (genuine) => ({ ...genuine, signingKey: newSigningPair().publicKey })],
    ['another sealing key', (genuine) => ({ ...genuine, sealingKey: newSigningPair().publicKey })],
    ['another time', (genuine) => ({ ...genuine, from: '2027-01-01T00:00:00.000Z' })],
    [
      "another office's name on the certificate",
      ({ certificate, ...genuine }) => ({ ...genuine, certificate: { ...certificate, office: kecamatan } }),
    ],
    [
      'another number',
      ({ certificate, ...genuine }) => ({ ...genuine, certificate: { ...certificate, number: 2 } }),
    ],
  ])('refuses an entry with %s', (_what, alter) => {
    expect(other.addStatements({ entries: [alter(entry)], revocations: [] })).toEqual(refused)
    expect(other.findOffice(kelurahan.code)).toBeUndefined()
  })

  test('refuses an entry forged by a server with a certificate and keys of its own', () => {
    const { certificate, privateKey } = certify(kelurahan, 2, newDirectoryKey())
    const forged = { ...entry, certificate }
    const pair = { publicKey: certificate.enrolmentKey, privateKey }
    const signed = { ...forged, signature: signBytes(entryStatement(forged), pair) }
    expect(other.addStatements({ entries: [signed], revocations: [] })).toEqual(refused)
  })

  test('keeps the first of two entries that were made with one enrolment key', () => {
    const { certificate, privateKey } = certify(kelurahan, 7)
    const made = ([1, 2] as const).map(() => {
      const unsigned = {
        version: 1 as const,
        certificate,
        signingKey: newSigningPair().publicKey,
        sealingKey: newSigningPair().publicKey,
        from: at,
      }
      const pair = { publicKey: certificate.enrolmentKey, privateKey }
      return { ...unsigned, signature: signBytes(entryStatement(unsigned), pair) }
    })
    expect(other.addStatements({ entries: made, revocations: [] })).toEqual({
      accepted: 1,
      refused: 1,
      unknown: 0,
    })
    expect(other.findOffice(kelurahan.code)).toEqual(made[0])
    expect(other.addStatements({ entries: [made[0]], revocations: [] }).accepted).toBe(1)
  })

  test('counts statements of a newer version as unknown', () => {
    const newer = { ...entry, version: 2 }
    expect(other.addStatements({ entries: [newer, 'x'], revocations: [null] })).toEqual({
      accepted: 0,
      refused: 0,
      unknown: 3,
    })
  })

  test('accepts nothing before it has a directory key', async () => {
    const unset = await openOffice({ code: '3271031002', name: 'Kelurahan Lain' })
    expect(unset.addStatements({ entries: [entry], revocations: [] })).toEqual({
      accepted: 0,
      refused: 0,
      unknown: 0,
    })
    expect(unset.findOffice(kelurahan.code)).toBeUndefined()
  })

  test('keeps the order of the signed values', () => {
    expect(enrolmentStatement(entry.certificate).toString()).toBe(
      `["solid-loket enrolment 1","3271031001","Kelurahan Contoh",1,"${entry.certificate.enrolmentKey}","${at}"]`,
    )
  })

  test('revokes keys up to a number, in either order of arrival', () => {
    const revocation = revokeKeys(directoryKey, { office: kelurahan.code, upTo: 1, at })
    expect(other.addStatements({ entries: [], revocations: [revocation] }).accepted).toBe(1)
    expect(other.addStatements({ entries: [entry], revocations: [] }).accepted).toBe(1)
    expect(other.findKeys(kelurahan.code, 1)).toEqual({ entry, revoked: true })
    expect(other.findOffice(kelurahan.code)).toBeUndefined()
    expect(keys.isRevoked()).toBe(false)
    keys.addStatements({ entries: [], revocations: [revocation] })
    expect(keys.isRevoked()).toBe(true)

    const renewed = keys.enrol(directoryKey.publicKey, certify(kelurahan, 2))
    expect(keys.isRevoked()).toBe(false)
    other.addStatements({ entries: [renewed], revocations: [] })
    expect(other.findOffice(kelurahan.code)).toEqual(renewed)
    expect(other.findKeys(kelurahan.code, 1)?.revoked).toBe(true)
  })

  test('accepts revocations only from the administrator, and no older one restores keys', () => {
    const forged = revokeKeys(newDirectoryKey(), { office: kelurahan.code, upTo: 1, at })
    expect(other.addStatements({ entries: [entry], revocations: [forged] })).toEqual({
      accepted: 1,
      refused: 1,
      unknown: 0,
    })
    expect(other.findOffice(kelurahan.code)).toEqual(entry)
    for (const upTo of [2, 1]) {
      other.addStatements({
        entries: [],
        revocations: [revokeKeys(directoryKey, { office: kelurahan.code, upTo, at })],
      })
    }
    expect(other.findKeys(kelurahan.code, 1)?.revoked).toBe(true)
    expect(other.statements().revocations.map(({ upTo }) => upTo)).toEqual([2])
  })

  test('verifies an unknown entry, and changes nothing', () => {
    expect(other.verifyEntry(entry)).toBe('genuine')
    expect(other.findOffice(kelurahan.code)).toBeUndefined()
    expect(other.verifyEntry({ ...entry, signingKey: newSigningPair().publicKey })).toBeUndefined()
    other.addStatements({
      entries: [],
      revocations: [revokeKeys(directoryKey, { office: kelurahan.code, upTo: 1, at })],
    })
    expect(other.verifyEntry(entry)).toBe('revoked')
  })

  test('is exported completely', () => {
    other.addStatements({ entries: [entry], revocations: [] })
    const codes = other.statements().entries.map(({ certificate }) => certificate.office.code)
    expect(codes).toEqual([kecamatan.code, kelurahan.code])
  })
})
