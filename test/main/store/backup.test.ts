import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupFolder, createBackup, listBackups, type StoreLocation } from '../../../main/store/backup.ts'
import { openFile, openStore, type Store, storeFile, transact } from '../../../main/store/store.ts'
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

let folder: TempFolder
let clock: ManualClock
let home: StoreLocation
let store: Store

beforeEach(async () => {
  folder = await makeTempFolder('backup')
  clock = createManualClock('2026-11-21T08:14:00.500Z')
  home = { folder: folder.path, key: randomBytes(32), companions: ['keyring.json'] }
  store = openStore(home.folder, home.key)
  fs.writeFileSync(join(folder.path, 'keyring.json'), '{"ring":1}')
})

afterEach(async () => {
  store.close()
  await folder.remove()
})

const copyOf = (name: string) => join(backupFolder(folder.path), name)
const fill = (megabytes: number) => {
  const insert = store.prepare('INSERT INTO originals (hash, bytes) VALUES (?, ?)')
  transact(store, () => {
    for (let part = 0; part < megabytes; part += 1) insert.run(`part ${part}`, randomBytes(1_000_000))
  })
}

test('creates an encrypted copy with its key ring, named by its time', async () => {
  fill(1)
  const backup = await createBackup(home, clock.now)
  expect(backup).toMatchObject({ name: 'cadangan-2026-11-21T081400Z', madeAt: '2026-11-21T08:14:00Z' })
  expect(listBackups(folder.path)).toEqual([backup])
  expect(fs.readdirSync(copyOf(backup.name)).sort()).toEqual(['keyring.json', 'loket.db'])
  expect(fs.readFileSync(join(copyOf(backup.name), 'keyring.json'), 'utf8')).toBe('{"ring":1}')
  const size = fs.statSync(storeFile(copyOf(backup.name))).size
  expect(backup.byteLength).toBe(size + '{"ring":1}'.length)
  const copy = openFile(storeFile(copyOf(backup.name)), home.key, undefined, { readonly: true })
  expect(copy.prepare('SELECT hash, bytes FROM originals').all()).toEqual(
    store.prepare('SELECT hash, bytes FROM originals').all(),
  )
  copy.close()
  expect(() => {
    const wrong = openFile(storeFile(copyOf(backup.name)), randomBytes(32), undefined, { readonly: true })
    try {
      wrong.prepare('SELECT hash FROM originals').all()
    } finally {
      wrong.close()
    }
  }).toThrow('not a database')
})

test('copies a consistent snapshot while writes continue', async () => {
  fill(30)
  const pair = store.prepare<[string, string]>('INSERT INTO settings VALUES (?, ?)')
  const making = createBackup(home, clock.now)
  let saved = 0
  const work = setInterval(() => {
    transact(store, () => {
      pair.run(`left ${saved}`, '')
      pair.run(`right ${saved}`, '')
    })
    saved += 1
  }, 5)
  const { name } = await making
  clearInterval(work)
  expect(saved).toBeGreaterThan(5)
  const copy = openFile(storeFile(copyOf(name)), home.key, undefined, { readonly: true })
  const count = (half: string) =>
    copy.prepare('SELECT COUNT(*) FROM settings WHERE name LIKE ?').pluck().get(`${half} %`)
  expect(count('left')).toBe(count('right'))
  copy.close()
  expect(store.prepare('SELECT COUNT(*) FROM settings').pluck().get()).toBe(2 * saved)
})

test('keeps the 14 newest, and the new one whatever the clock says', async () => {
  for (let made = 0; made < 15; made += 1) {
    await createBackup(home, clock.now)
    clock.advance({ minutes: 60 * 24 })
  }
  const names = listBackups(folder.path).map(({ name }) => name)
  expect(names).toHaveLength(14)
  expect(names[0]).toBe('cadangan-2026-12-05T081400Z')
  expect(names.at(-1)).toBe('cadangan-2026-11-22T081400Z')
  clock.advance({ minutes: -60 * 24 * 365 })
  const { name } = await createBackup(home, clock.now)
  expect(listBackups(folder.path).map((backup) => backup.name)).toEqual([...names.slice(0, 13), name])
})

test('deletes an unfinished backup, and leaves other files alone', async () => {
  fs.mkdirSync(copyOf('cadangan-2026-11-20T081400Z.sementara'), { recursive: true })
  fs.writeFileSync(join(copyOf('cadangan-2026-11-20T081400Z.sementara'), 'loket.db'), 'half')
  fs.mkdirSync(copyOf('milik admin'))
  expect(listBackups(folder.path)).toEqual([])
  const { name } = await createBackup(home, clock.now)
  expect(fs.readdirSync(backupFolder(folder.path)).sort()).toEqual([name, 'milik admin'])
})

test('two within a second are one, the later', async () => {
  await createBackup(home, clock.now)
  transact(store, () => store.prepare("INSERT INTO settings VALUES ('later', '')").run())
  const { name } = await createBackup(home, clock.now)
  expect(listBackups(folder.path)).toHaveLength(1)
  const copy = openFile(storeFile(copyOf(name)), home.key, undefined, { readonly: true })
  expect(copy.prepare('SELECT name FROM settings').pluck().all()).toEqual(['later'])
  copy.close()
})

test('writes to another disk', async () => {
  await using stick = await makeTempFolder('stick')
  const backup = await createBackup(home, clock.now, stick.path)
  expect(fs.readdirSync(stick.path)).toEqual([backup.name])
  expect(listBackups(folder.path)).toEqual([])
  expect(listBackups(folder.path, stick.path)).toEqual([backup])
})

test('creates no backup of a damaged store, and deletes none', async () => {
  fill(2)
  const { name } = await createBackup(home, clock.now)
  store.close()
  const file = storeFile(folder.path)
  const bytes = fs.readFileSync(file)
  bytes.fill(1, bytes.length / 2, bytes.length / 2 + 10)
  fs.writeFileSync(file, bytes)
  clock.advance({ minutes: 1 })
  await expect(createBackup(home, clock.now)).rejects.toMatchObject({ code: 'store-damaged' })
  expect(fs.readdirSync(backupFolder(folder.path))).toEqual([name])
})
