import fs from 'node:fs'
import { Problem } from '../../shared/problems.ts'
import { resourceFile } from './resources.ts'
import type { Store } from './store.ts'

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

/**
 * Brings the schema to the newest version (or `target`, for tests), each step in a transaction of its own that
 * also moves `user_version`: a cut in the middle leaves the version before. `before` runs once ahead of the
 * first step on a store that already holds something. Throws `store-newer` for a store we do not know.
 */
export function migrate(
  store: Store,
  before?: (store: Store) => void,
  target = Number.POSITIVE_INFINITY,
): void {
  const migrations = localMigrations()
  const current = Number(store.pragma('user_version', { simple: true }))
  const newest = migrations.at(-1)?.version ?? 0
  if (current > newest) throw new Problem('store-newer')
  const due = migrations.filter(({ version }) => version > current && version <= target)
  if (due.length > 0 && current > 0) before?.(store)
  for (const { version, sql } of due) {
    store
      .transaction(() => {
        store.exec(sql)
        store.pragma(`user_version = ${version}`)
      })
      .immediate()
  }
}
