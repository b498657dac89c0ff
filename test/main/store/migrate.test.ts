import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  backupFolder,
  listBackups,
  openWithSnapshot,
  type StoreLocation,
} from '../../../main/store/backup.ts'
import { localMigrations, newestVersion, schemaVersion } from '../../../main/store/migrate.ts'
import { resourceFile } from '../../../main/store/resources.ts'
import { openFile, openStore, type Store, storeFile, storeVersion } from '../../../main/store/store.ts'
import { fixtureKey, fixtureStore } from '../../fixtures/fixtures.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { missingMigrationTests } from '../../support/missing-migration-tests.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { fillStore, rowsOfVersion, tablesUpTo } from './filled-store.ts'

const key = randomBytes(32)
const versions = localMigrations().map(({ version }) => version)
const next = newestVersion() + 1
const nextNumber = String(next).padStart(4, '0')

/** Only the columns that were written: a migration may add others, but lose none. */
function expectRows(store: Store, version: number): void {
  for (const [table, rows] of tablesUpTo(version)) {
    if (table === 'people_names') {
      const found = store.prepare("SELECT rowid FROM people_names WHERE people_names MATCH 'fajar'").all()
      expect(found).toEqual([{ rowid: 5 }])
      continue
    }
    const columns = Object.keys(rows[0] ?? {}).join(', ')
    expect(store.prepare(`SELECT ${columns} FROM ${table}`).all()).toEqual(rows)
  }
}

/** The store that version 0.1.0 left, in a folder of its own. */
function copyFixture(folder: string): StoreLocation {
  fs.cpSync(fixtureStore, folder, { recursive: true })
  return { folder, key: fixtureKey, companions: [] }
}

/** The program's own migrations and a next one. */
function plantMigration(folder: string, sql: string): string {
  fs.cpSync(resourceFile('sql/local'), folder, { recursive: true })
  fs.writeFileSync(join(folder, `${nextNumber}_planted.sql`), sql)
  return folder
}

test('versions are numbered without a gap, and each has rows to be carried over', () => {
  expect(versions).toEqual(versions.map((_, index) => index + 1))
  expect(Object.keys(rowsOfVersion).map(Number)).toEqual(versions)
})

test('every table of the schema holds a row in these tests', async () => {
  await using folder = await makeTempFolder('migrate')
  const store = openStore(folder.path, key)
  fillStore(store, newestVersion())
  const tables = store
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all()
  store.close()
  expect(tables.sort()).toEqual(
    tablesUpTo(newestVersion())
      .map(([table]) => table)
      .sort(),
  )
})

test('a store of version 0.1.0 opens with all its rows', async () => {
  await using folder = await makeTempFolder('migrate')
  const store = await openWithSnapshot(copyFixture(folder.path), createManualClock().now)
  expect(schemaVersion(store)).toBe(newestVersion())
  expectRows(store, 1)
  store.close()
})

test('a store of version 0.1.0 goes through the next migration with all its rows, after a snapshot', async () => {
  await using folder = await makeTempFolder('migrate')
  await using planted = await makeTempFolder('migrations')
  const migrations = plantMigration(
    planted.path,
    `ALTER TABLE accounts ADD COLUMN planted TEXT NOT NULL DEFAULT 'new';
     CREATE TABLE planted (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
     INSERT INTO planted (id) SELECT id FROM accounts;`,
  )
  const home = { ...copyFixture(folder.path), migrations }
  const before = storeVersion(folder.path, fixtureKey)
  const store = await openWithSnapshot(home, createManualClock().now)
  expect(schemaVersion(store)).toBe(next)
  expectRows(store, 1)
  expect(store.prepare('SELECT DISTINCT planted FROM accounts').all()).toEqual([{ planted: 'new' }])
  expect(store.prepare('SELECT COUNT(*) FROM planted').pluck().get()).toBe(2)
  expect(store.pragma('foreign_key_check')).toEqual([])
  store.close()

  const [snapshot, ...others] = listBackups(folder.path)
  expect(others).toEqual([])
  expect(snapshot?.name).toBe('cadangan-2026-11-21T011400Z')
  const copied = join(backupFolder(folder.path), snapshot?.name ?? '')
  expect(storeVersion(copied, fixtureKey)).toBe(before)
  const copy = openFile(storeFile(copied), fixtureKey, undefined, { readonly: true })
  expectRows(copy, 1)
  copy.close()

  // The program without that migration is the older one now.
  const bytes = fs.readFileSync(storeFile(folder.path))
  expect(() => openStore(folder.path, fixtureKey)).toThrow('store-newer')
  expect(fs.readFileSync(storeFile(folder.path))).toEqual(bytes)
})

test('a store of the newest version is opened without a snapshot', async () => {
  await using folder = await makeTempFolder('migrate')
  const made = openStore(folder.path, key)
  fillStore(made, newestVersion())
  made.close()
  const store = await openWithSnapshot({ folder: folder.path, key, companions: [] }, createManualClock().now)
  expectRows(store, newestVersion())
  store.close()
  expect(listBackups(folder.path)).toEqual([])
})

test('a migration that fails leaves the store as it was', async () => {
  await using folder = await makeTempFolder('migrate')
  await using planted = await makeTempFolder('migrations')
  const migrations = plantMigration(
    planted.path,
    `CREATE TABLE planted (id TEXT PRIMARY KEY) STRICT;
     UPDATE accounts SET name = 'LOST';
     CREATE TABLE registration_numbers (in_the_way TEXT) STRICT;`,
  )
  const home = { ...copyFixture(folder.path), migrations }
  await expect(openWithSnapshot(home, createManualClock().now)).rejects.toThrow('already exists')
  const store = openStore(folder.path, fixtureKey)
  expect(schemaVersion(store)).toBe(newestVersion())
  expect(store.prepare("SELECT 1 FROM sqlite_master WHERE name = 'planted'").get()).toBeUndefined()
  expectRows(store, 1)
  store.close()
})

test('a store of a later version is refused and stays as it is, byte for byte', async () => {
  await using folder = await makeTempFolder('migrate')
  const made = openStore(folder.path, key)
  made.pragma(`user_version = ${next}`)
  made.close()
  const bytes = fs.readFileSync(storeFile(folder.path))
  expect(() => openStore(folder.path, key)).toThrow('store-newer')
  const opening = openWithSnapshot({ folder: folder.path, key, companions: [] }, createManualClock().now)
  await expect(opening).rejects.toMatchObject({ code: 'store-newer' })
  expect(fs.readFileSync(storeFile(folder.path))).toEqual(bytes)
  expect(fs.existsSync(backupFolder(folder.path))).toBe(false)
})

test('also while its write-ahead log has not been merged', async () => {
  await using folder = await makeTempFolder('migrate')
  await using cut = await makeTempFolder('migrate')
  const made = openStore(folder.path, key)
  made.pragma(`user_version = ${next}`)
  // What a power cut would leave: the store and the log of the changes that are not in it yet.
  for (const name of ['loket.db', 'loket.db-wal'])
    fs.copyFileSync(join(folder.path, name), join(cut.path, name))
  made.close()
  const names = ['loket.db', 'loket.db-wal']
  const bytes = names.map((name) => fs.readFileSync(join(cut.path, name)))
  expect(() => openStore(cut.path, key)).toThrow('store-newer')
  expect(names.map((name) => fs.readFileSync(join(cut.path, name)))).toEqual(bytes)
})

test('every migration after the baseline has a test of its own', async () => {
  const tests = join(import.meta.dirname, 'migrations')
  expect(missingMigrationTests(resourceFile('sql/local'), tests)).toEqual([])
  await using planted = await makeTempFolder('migrations')
  const migrations = plantMigration(planted.path, '')
  expect(missingMigrationTests(migrations, tests)).toEqual([nextNumber])
  fs.writeFileSync(join(planted.path, `${nextNumber}_planted.test.ts`), '')
  expect(missingMigrationTests(migrations, planted.path)).toEqual([])
})
