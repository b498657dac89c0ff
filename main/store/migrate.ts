import fs from 'node:fs'
import type { Database } from 'better-sqlite3'
import { Problem } from '../../shared/problems.ts'
import { resourceFile } from './resources.ts'

interface Migration {
  version: number
  sql: string
}

const migrationsFolder = (): string => resourceFile('sql/local')

/** The numbered files of a folder, in order: `0001_baseline.sql` makes version 1. */
export function localMigrations(folder = migrationsFolder()): Migration[] {
  return fs
    .readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 4)), sql: fs.readFileSync(`${folder}/${name}`, 'utf8') }))
}

/** The version this program brings a store to. */
export const newestVersion = (folder?: string): number => localMigrations(folder).at(-1)?.version ?? 0

export const schemaVersion = (store: Database): number =>
  Number(store.pragma('user_version', { simple: true }))

/** Throws `store-newer` for a schema this program does not know. */
export function refuseNewer(version: number, folder?: string): void {
  if (version > newestVersion(folder)) throw new Problem('store-newer')
}

/**
 * Brings the schema to the newest version, each step in a transaction of its own that also moves
 * `user_version`: an interruption leaves the version before. Throws `store-newer`.
 * @param folder of the numbered migrations; another one than the program's own in tests
 */
export function migrate(store: Database, folder?: string): void {
  const current = schemaVersion(store)
  refuseNewer(current, folder)
  const due = localMigrations(folder).filter(({ version }) => version > current)
  for (const { version, sql } of due) {
    store
      .transaction(() => {
        store.exec(sql)
        store.pragma(`user_version = ${version}`)
      })
      .immediate()
  }
}
