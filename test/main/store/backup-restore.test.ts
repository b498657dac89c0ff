import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupFolder, createBackup, type StoreLocation } from '../../../main/store/backup.ts'
import { restoreBackup } from '../../../main/store/backup-restore.ts'
import { newestVersion } from '../../../main/store/migrate.ts'
import { resourceFile } from '../../../main/store/resources.ts'
import { openFile, openStore, type Store, storeFile, storeVersion } from '../../../main/store/store.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { fillStore } from './filled-store.ts'

let folder: TempFolder
let home: StoreLocation
let backup: string
const clock = createManualClock()

const write = (name: string, text: string) => fs.writeFileSync(join(folder.path, name), text)
const read = (name: string) => fs.readFileSync(join(folder.path, name), 'utf8')
const names = (store: Store) => store.prepare('SELECT name FROM settings ORDER BY name').pluck().all()
const add = (name: string) => (store: Store) =>
  void store.prepare('INSERT INTO settings VALUES (?, 1)').run(name)

beforeEach(async () => {
  folder = await makeTempFolder('restore')
  home = { folder: folder.path, key: randomBytes(32), companions: ['keyring.json'] }
  const store = openStore(folder.path, home.key)
  add('before')(store)
  write('keyring.json', 'ring before')
  backup = join(backupFolder(folder.path), (await createBackup(home, clock.now)).name)
  add('after')(store)
  store.close()
  write('keyring.json', 'ring after')
})

afterEach(() => folder.remove())

test('puts the backup in place, adapts it, and keeps what it replaced', async () => {
  await restoreBackup(home, backup, clock.now, add('restored'))
  const store = openStore(folder.path, home.key)
  expect(names(store)).toEqual(['before', 'restored'])
  store.close()
  expect(read('keyring.json')).toBe('ring before')
  const aside = join(folder.path, 'tersisih-2026-11-21T011400Z')
  const replaced = openStore(aside, home.key)
  expect(names(replaced)).toEqual(['after', 'before'])
  replaced.close()
  expect(fs.readFileSync(join(aside, 'keyring.json'), 'utf8')).toBe('ring after')
  const untouched = openFile(storeFile(backup), home.key, undefined, { readonly: true })
  expect(names(untouched)).toEqual(['before'])
  untouched.close()
})

test('moves the write-ahead log with the replaced store', async () => {
  write('loket.db-wal', 'changes that are not of the backup')
  await restoreBackup(home, backup, clock.now, add('restored'))
  expect(fs.readdirSync(join(folder.path, 'tersisih-2026-11-21T011400Z')).sort()).toEqual([
    'keyring.json',
    'loket.db',
    'loket.db-wal',
  ])
})

test('works without a store, and with one too damaged to open', async () => {
  await using other = await makeTempFolder('restore-new')
  await restoreBackup({ ...home, folder: other.path }, backup, clock.now, add('restored'))
  const store = openStore(other.path, home.key)
  expect(names(store)).toEqual(['before', 'restored'])
  store.close()
  write('loket.db', 'nothing that was a store')
  await restoreBackup(home, backup, clock.now, add('restored'))
  openStore(folder.path, home.key).close()
})

test.each([
  ['a flipped bit', (bytes: Buffer) => bytes.fill(bytes.readUInt8(9000) ^ 1, 9000, 9001)],
  ['a file cut short', (bytes: Buffer) => bytes.subarray(0, 20_480)],
  ['an empty file', () => Buffer.alloc(0)],
  ['another file', () => Buffer.from('not a store at all, but something else of some length')],
])('refuses a backup with %s and touches nothing', async (_, damage) => {
  fs.writeFileSync(storeFile(backup), damage(fs.readFileSync(storeFile(backup))))
  const before = fs.readdirSync(folder.path).sort()
  const restoring = restoreBackup(home, backup, clock.now, add('restored'))
  await expect(restoring).rejects.toMatchObject({ code: 'backup-unreadable' })
  expect(fs.readdirSync(folder.path).sort()).toEqual(before)
  const store = openStore(folder.path, home.key)
  expect(names(store)).toEqual(['after', 'before'])
  store.close()
})

test('refuses a missing backup, and one with another key', async () => {
  const nowhere = restoreBackup(home, join(folder.path, 'cadangan', 'nowhere'), clock.now, add('restored'))
  await expect(nowhere).rejects.toMatchObject({ code: 'backup-unreadable' })
  const foreign = restoreBackup({ ...home, key: randomBytes(32) }, backup, clock.now, add('restored'))
  await expect(foreign).rejects.toMatchObject({ code: 'backup-unreadable' })
  expect(read('keyring.json')).toBe('ring after')
})

test('migrates a backup of an earlier version, and refuses one of a later version', async () => {
  const old = join(folder.path, 'old')
  const made = openStore(old, home.key)
  fillStore(made, newestVersion())
  made.close()
  await using migrations = await makeTempFolder('migrations')
  fs.cpSync(resourceFile('sql/local'), migrations.path, { recursive: true })
  const next = String(newestVersion() + 1).padStart(4, '0')
  fs.writeFileSync(join(migrations.path, `${next}_planted.sql`), 'CREATE TABLE planted (id TEXT) STRICT')
  await restoreBackup({ ...home, migrations: migrations.path }, old, clock.now, add('restored'))
  expect(storeVersion(folder.path, home.key)).toBe(newestVersion() + 1)
  expect(storeVersion(old, home.key)).toBe(newestVersion())

  const newer = openFile(storeFile(old), home.key, undefined)
  newer.pragma(`user_version = ${newestVersion() + 1}`)
  newer.close()
  const before = fs.readdirSync(folder.path).sort()
  const refused = restoreBackup(home, old, clock.now, add('restored again'))
  await expect(refused).rejects.toMatchObject({ code: 'store-newer' })
  expect(fs.readdirSync(folder.path).sort()).toEqual(before)
})
