import fs from 'node:fs'
import type { Database } from 'better-sqlite3'
import { Problem } from '../../shared/problems.ts'
import { resourceFile } from './resources.ts'

interface Migration {
  version: number
  sql: string
}

/** The numbered files of resources/sql/local, in order: `0001_office.sql` makes version 1. */
export function localMigrations(): Migration[] {
  const folder = resourceFile('sql/local')
  return fs
    .readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 4)), sql: fs.readFileSync(`${folder}/${name}`, 'utf8') }))
}

/** The version this program brings a store to. */
export const newestVersion = (): number => localMigrations().at(-1)?.version ?? 0

export const schemaVersion = (store: Database): number =>
  Number(store.pragma('user_version', { simple: true }))

/** Throws `store-newer` for a schema this program does not know. */
export function refuseNewer(version: number): void {
  if (version > newestVersion()) throw new Problem('store-newer')
}

/**
 * Brings the schema to the newest version (or `target`, for tests), each step in a transaction of its own that
 * also moves `user_version`: a cut in the middle leaves the version before. Throws `store-newer`.
 */
export function migrate(store: Database, target = Number.POSITIVE_INFINITY): void {
  const current = schemaVersion(store)
  refuseNewer(current)
  const due = localMigrations().filter(({ version }) => version > current && version <= target)
  for (const { version, sql } of due) {
    store
      .transaction(() => {
        store.exec(sql)
        store.pragma(`user_version = ${version}`)
      })
      .immediate()
  }
}
