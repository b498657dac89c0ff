import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupFolder, listBackups, openWithSnapshot } from '../../../main/store/backup.ts'
import { localMigrations, migrate, newestVersion, schemaVersion } from '../../../main/store/migrate.ts'
import { openFile, openStore, type Store, storeFile, storeVersion } from '../../../main/store/store.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { fillStore, rowsOfVersion, tablesUpTo } from './filled-store.ts'

const key = randomBytes(32)
const versions = localMigrations().map(({ version }) => version)

/** A store as a program of that version left it. */
function makeStore(folder: string, version: number): void {
  const store = openFile(storeFile(folder), key, undefined)
  migrate(store, version)
  fillStore(store, version)
  store.close()
}

/** Only the columns that were written: a migration may add others, but lose none. */
function expectRows(store: Store, version: number): void {
  for (const [table, rows] of tablesUpTo(version)) {
    if (table === 'people_names') {
      const found = store.prepare("SELECT rowid FROM people_names WHERE people_names MATCH 'fajar'").all()
      expect(found).toEqual([{ rowid: 5 }])
      continue
    }
    const columns = Object.keys(rows[0] ?? {}).join(', ')
    // A column that has a table of its own since is read from there.
    const moved = table === 'outbox' && schemaVersion(store) >= 10
    const from = moved ? 'outbox JOIN outbox_payloads USING (sequence)' : table
    expect(store.prepare(`SELECT ${columns} FROM ${from}`).all()).toEqual(rows)
  }
}

test('versions are numbered without a gap, and each has rows to be carried over', () => {
  expect(versions).toEqual(versions.map((_, index) => index + 1))
  expect(Object.keys(rowsOfVersion).map(Number)).toEqual(versions)
})

test('every table of the schema holds a row in these tests', async () => {
  await using folder = await makeTempFolder('migrate')
  makeStore(folder.path, newestVersion())
  const store = openFile(storeFile(folder.path), key, undefined)
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

test.each(versions.slice(0, -1))(
  'a store of version %i becomes the newest with all its rows',
  async (version) => {
    await using folder = await makeTempFolder('migrate')
    makeStore(folder.path, version)
    const clock = createManualClock()
    const home = { folder: folder.path, key, companions: [] }
    const store = await openWithSnapshot(home, clock.now)
    expect(schemaVersion(store)).toBe(newestVersion())
    expectRows(store, version)
    expect(store.pragma('foreign_key_check')).toEqual([])
    store.close()

    const [snapshot, ...others] = listBackups(folder.path)
    expect(others).toEqual([])
    expect(snapshot?.name).toBe('cadangan-2026-11-21T011400Z')
    const copied = join(backupFolder(folder.path), snapshot?.name ?? '')
    expect(storeVersion(copied, key)).toBe(version)
    const copy = openFile(storeFile(copied), key, undefined, { readonly: true })
    expectRows(copy, version)
    copy.close()
  },
)

test('a store of the newest version is opened without a snapshot', async () => {
  await using folder = await makeTempFolder('migrate')
  makeStore(folder.path, newestVersion())
  const store = await openWithSnapshot({ folder: folder.path, key, companions: [] }, createManualClock().now)
  expectRows(store, newestVersion())
  store.close()
  expect(listBackups(folder.path)).toEqual([])
})

test('a step that fails leaves the version before', async () => {
  await using folder = await makeTempFolder('migrate')
  makeStore(folder.path, 1)
  const store = openFile(storeFile(folder.path), key, undefined)
  // In the way of the last statement of the second step.
  store.exec('CREATE TABLE registration_numbers (in_the_way TEXT) STRICT')
  expect(() => migrate(store)).toThrow('already exists')
  expect(schemaVersion(store)).toBe(1)
  expect(store.prepare("SELECT 1 FROM sqlite_master WHERE name = 'people'").get()).toBeUndefined()
  store.close()
})

test('a store of a later version is refused and stays as it is, byte for byte', async () => {
  await using folder = await makeTempFolder('migrate')
  const made = openStore(folder.path, key)
  made.pragma(`user_version = ${newestVersion() + 1}`)
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
  made.pragma(`user_version = ${newestVersion() + 1}`)
  // What a power cut would leave: the store and the log of the changes that are not in it yet.
  for (const name of ['loket.db', 'loket.db-wal'])
    fs.copyFileSync(join(folder.path, name), join(cut.path, name))
  made.close()
  const names = ['loket.db', 'loket.db-wal']
  const bytes = names.map((name) => fs.readFileSync(join(cut.path, name)))
  expect(() => openStore(cut.path, key)).toThrow('store-newer')
  expect(names.map((name) => fs.readFileSync(join(cut.path, name)))).toEqual(bytes)
})
