import { DirectoryEntry, type KeyPair } from '../../shared/directory.ts'
import type { Store } from '../store/store.ts'

/** The current keys of this office, for signing and for packets sealed to it. */
export interface OwnKeys {
  /** As it goes into the directory. */
  entry: DirectoryEntry
  signing: KeyPair
  sealing: KeyPair
}

interface Row {
  entry: string
  signingPrivate: string | null
  sealingPrivate: string
}

/** The prepared statements on this office's own keys. */
export function createOwnKeysTable(store: Store) {
  const columns = 'entry, signing_private AS signingPrivate, sealing_private AS sealingPrivate'
  const newest = store.prepare<[], Row>(`SELECT ${columns} FROM own_keys ORDER BY number DESC LIMIT 1`)
  const select = store.prepare<[number], Row>(`SELECT ${columns} FROM own_keys WHERE number = ?`)
  const insert = store.prepare<[number, string, string, string]>(
    'INSERT INTO own_keys (number, signing_private, sealing_private, entry) VALUES (?, ?, ?, ?)',
  )
  const deleteSigningKeys = store.prepare('UPDATE own_keys SET signing_private = NULL')

  return {
    find(): OwnKeys | undefined {
      const row = newest.get()
      if (row === undefined || row.signingPrivate === null) return undefined
      const entry = DirectoryEntry.parse(JSON.parse(row.entry))
      return {
        entry,
        signing: { publicKey: entry.signingKey, privateKey: row.signingPrivate },
        sealing: { publicKey: entry.sealingKey, privateKey: row.sealingPrivate },
      }
    },
    findSealing(number: number): KeyPair | undefined {
      const row = select.get(number)
      if (row === undefined) return undefined
      const { sealingKey } = DirectoryEntry.parse(JSON.parse(row.entry))
      return { publicKey: sealingKey, privateKey: row.sealingPrivate }
    },
    /** Inserts new keys and deletes the signing keys before them. */
    insert({ entry, signing, sealing }: OwnKeys): void {
      deleteSigningKeys.run()
      insert.run(entry.certificate.number, signing.privateKey, sealing.privateKey, JSON.stringify(entry))
    },
  }
}
