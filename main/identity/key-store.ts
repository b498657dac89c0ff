import {
  DirectoryEntry,
  type Enrolment,
  type KeyPair,
  type KeyText,
  Revocation,
} from '../../shared/directory.ts'
import { Problem } from '../../shared/problems.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import { isCertified, isEntryGenuine, isRevocationGenuine } from './directory-key.ts'
import { createDirectoryTable } from './directory-table.ts'
import { newSealingPair, newSigningPair, signBytes } from './key-pairs.ts'
import { createOwnKeysTable, type OwnKeys } from './own-keys.ts'
import { entryStatement } from './statement.ts'

/** Statements of the directory as received: JSON of shared/directory.ts, not yet verified. */
export interface DirectoryStatements {
  entries: readonly unknown[]
  revocations: readonly unknown[]
}

/** Counts of statements: accepted (or known already), refused as not genuine, of an unknown version. */
export interface StatementCounts {
  accepted: number
  refused: number
  unknown: number
}

/** This office's own keys, and its copy of the directory of the other offices' keys. */
export interface KeyStore {
  /**
   * Trusts the directory key of an activation from now on, generates new keys for this office and answers
   * their entry, for the centre to publish. To be called in the transaction of the activation. Throws
   * `enrolment-refused` where the certificate is not by that key, not for this office, or not newer than the
   * keys that are here.
   */
  enrol(directoryKey: KeyText, enrolment: Enrolment): DirectoryEntry
  /** Undefined for an office that was set up without an activation file. */
  findOwn(): OwnKeys | undefined
  /** Whether the administrator has revoked this office's own keys. */
  isRevoked(): boolean
  /** The key pair of this number that packets are sealed for, old numbers included. */
  findSealing(number: number): KeyPair | undefined
  /**
   * Adds the statements whose chain verifies against the directory key. The first entry of an office and
   * number is final: another one is not genuine. Adds nothing before there is a directory key.
   */
  addStatements(statements: DirectoryStatements): StatementCounts
  /** The newest keys of an office, unless they are revoked. */
  findOffice(code: string): DirectoryEntry | undefined
  /** The name of an office that has an entry in the directory, revoked or not. */
  findName(code: string): string | undefined
  /** The keys of a number, and whether they are revoked. */
  findKeys(code: string, number: number): { entry: DirectoryEntry; revoked: boolean } | undefined
  /**
   * Verifies an entry from elsewhere: `genuine` where its chain verifies against the directory key and no
   * other entry has its number, `revoked` where it was revoked since, undefined otherwise. Changes nothing.
   */
  verifyEntry(entry: DirectoryEntry): 'genuine' | 'revoked' | undefined
  /** Changes with every change of the directory. */
  directoryVersion(): string
  /** The whole directory, to be passed on. */
  statements(): { entries: DirectoryEntry[]; revocations: Revocation[] }
}

/** To be used inside the caller's transactions, or outside of any. */
export function createKeyStore(store: Store, clock: Clock): KeyStore {
  const own = createOwnKeysTable(store)
  const directory = createDirectoryTable(store)

  const findDirectoryKey = () => readSetting(store, 'directory-key') ?? undefined

  /** Whether an entry is genuine, and the first one of its number or the same as that. */
  function isConsistent(entry: DirectoryEntry, directoryKey: KeyText): boolean {
    if (!isEntryGenuine(entry, directoryKey)) return false
    const { office, number } = entry.certificate
    const { signingKey, sealingKey } = directory.find(office.code, number) ?? entry
    return signingKey === entry.signingKey && sealingKey === entry.sealingKey
  }

  function addEntry(entry: DirectoryEntry, directoryKey: KeyText): boolean {
    if (!isConsistent(entry, directoryKey)) return false
    const { office, number } = entry.certificate
    if (directory.find(office.code, number) === undefined) directory.insert(entry)
    return true
  }

  function addRevocation(revocation: Revocation, directoryKey: KeyText): boolean {
    if (!isRevocationGenuine(revocation, directoryKey)) return false
    directory.revoke(revocation)
    return true
  }

  return {
    enrol(directoryKey, { certificate, privateKey }) {
      const { office } = getOffice(store)
      const former = own.find()?.entry.certificate.number ?? 0
      const fits = certificate.office.code === office.code && certificate.number > former
      if (!fits || !isCertified(certificate, directoryKey)) throw new Problem('enrolment-refused')
      const signing = newSigningPair()
      const sealing = newSealingPair()
      const entry = {
        version: 1 as const,
        certificate,
        signingKey: signing.publicKey,
        sealingKey: sealing.publicKey,
        from: moment(clock),
      }
      const enrolmentPair = { publicKey: certificate.enrolmentKey, privateKey }
      const signed = { ...entry, signature: signBytes(entryStatement(entry), enrolmentPair) }
      if (!isEntryGenuine(signed, directoryKey)) throw new Problem('enrolment-refused')
      transact(store, () => {
        writeSetting(store, 'directory-key', directoryKey)
        own.insert({ entry: signed, signing, sealing })
        addEntry(signed, directoryKey)
      })
      return signed
    },

    findOwn: own.find,
    findSealing: own.findSealing,

    isRevoked() {
      const certificate = own.find()?.entry.certificate
      return certificate !== undefined && directory.isRevoked(certificate.office.code, certificate.number)
    },

    addStatements({ entries, revocations }) {
      const result: StatementCounts = { accepted: 0, refused: 0, unknown: 0 }
      const directoryKey = findDirectoryKey()
      if (directoryKey === undefined) return result

      function count(genuine: boolean | undefined): void {
        result[genuine === undefined ? 'unknown' : genuine ? 'accepted' : 'refused'] += 1
      }
      transact(store, () => {
        for (const raw of revocations) {
          const { data } = Revocation.safeParse(raw)
          count(data && addRevocation(data, directoryKey))
        }
        for (const raw of entries) {
          const { data } = DirectoryEntry.safeParse(raw)
          count(data && addEntry(data, directoryKey))
        }
      })
      return result
    },

    findOffice(code) {
      const entry = directory.findNewest(code)
      return entry && !directory.isRevoked(code, entry.certificate.number) ? entry : undefined
    },

    findName: (code) => directory.findNewest(code)?.certificate.office.name,

    findKeys(code, number) {
      const entry = directory.find(code, number)
      return entry && { entry, revoked: directory.isRevoked(code, number) }
    },

    verifyEntry(entry) {
      const directoryKey = findDirectoryKey()
      if (directoryKey === undefined || !isConsistent(entry, directoryKey)) return undefined
      const { office, number } = entry.certificate
      return directory.isRevoked(office.code, number) ? 'revoked' : 'genuine'
    },

    directoryVersion: directory.version,
    statements: () => ({ entries: directory.entries(), revocations: directory.revocations() }),
  }
}
