import { DirectoryEntry, Revocation } from '../../shared/directory.ts'
import type { Store } from '../store/store.ts'

/** The prepared statements on this office's copy of the directory. */
export function createDirectoryTable(store: Store) {
  const entries = store
    .prepare<[], string>('SELECT entry FROM directory_entries ORDER BY office, number')
    .pluck()
  const entry = store
    .prepare<[string, number], string>('SELECT entry FROM directory_entries WHERE office = ? AND number = ?')
    .pluck()
  const newest = store
    .prepare<[string], string>(
      'SELECT entry FROM directory_entries WHERE office = ? ORDER BY number DESC LIMIT 1',
    )
    .pluck()
  const insert = store.prepare<[string, number, string]>(
    'INSERT INTO directory_entries (office, number, entry) VALUES (?, ?, ?)',
  )
  const revocations = store
    .prepare<[], string>('SELECT revocation FROM directory_revocations ORDER BY office')
    .pluck()
  const revokedUpTo = store
    .prepare<[string], number>('SELECT up_to FROM directory_revocations WHERE office = ?')
    .pluck()
  const revoke = store.prepare<[string, number, string]>(
    `INSERT INTO directory_revocations (office, up_to, revocation) VALUES (?, ?, ?)
     ON CONFLICT (office) DO UPDATE SET up_to = excluded.up_to, revocation = excluded.revocation
     WHERE excluded.up_to > up_to`,
  )
  // Entries are only added, and revocations only rise.
  const version = store
    .prepare<[], string>(
      `SELECT (SELECT COUNT(*) FROM directory_entries) || '/' ||
              (SELECT COALESCE(SUM(up_to), 0) FROM directory_revocations)`,
    )
    .pluck()
  const parseEntry = (text: string | undefined): DirectoryEntry | undefined =>
    text === undefined ? undefined : DirectoryEntry.parse(JSON.parse(text))

  return {
    entries: (): DirectoryEntry[] => entries.all().map((text) => DirectoryEntry.parse(JSON.parse(text))),
    version: (): string => version.get() ?? '',
    find: (office: string, number: number) => parseEntry(entry.get(office, number)),
    findNewest: (office: string) => parseEntry(newest.get(office)),
    insert(added: DirectoryEntry): void {
      const { office, number } = added.certificate
      insert.run(office.code, number, JSON.stringify(added))
    },
    revocations: (): Revocation[] => revocations.all().map((text) => Revocation.parse(JSON.parse(text))),
    isRevoked: (office: string, number: number): boolean => number <= (revokedUpTo.get(office) ?? 0),
    /** False where the same keys were revoked before. */
    revoke: (revocation: Revocation): boolean =>
      revoke.run(revocation.office, revocation.upTo, JSON.stringify(revocation)).changes > 0,
  }
}
