import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { findBrokenLink } from '../../../main/journal/audit-chain.ts'
import { backupFolder, listBackups } from '../../../main/store/backup.ts'
import { openStore, storeFile, transact } from '../../../main/store/store.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

const key = randomBytes(32)
const Outcome = z.object({ acknowledged: z.int(), code: z.string() })

let folder: TempFolder

beforeEach(async () => {
  folder = await makeTempFolder('disk-full')
})

afterEach(() => folder.remove())

/** Runs an act in a process whose files end at so many kilobytes: to a program, a full disk. */
async function runOnSmallDisk(act: string, kilobytes: number): Promise<z.infer<typeof Outcome>> {
  const script = join(import.meta.dirname, 'disk-full-in-child.ts')
  // Blocks of 512 bytes, as POSIX has it.
  const command = `ulimit -f ${kilobytes * 2}; exec "$@"`
  const parameters = ['-c', command, 'sh', process.execPath, script, folder.path, key.toString('hex'), act]
  const { stdout } = await promisify(execFile)('/bin/sh', parameters)
  return Outcome.parse(JSON.parse(stdout))
}

test('keeps what was acknowledged, rolls back the rest, and continues once there is room', async () => {
  const { acknowledged, code } = await runOnSmallDisk('save', 1500)
  expect(code).toBe('disk-full')
  expect(acknowledged).toBeGreaterThan(10)
  const store = openStore(folder.path, key)
  const saved = store.prepare('SELECT hash, length(bytes) AS length FROM originals ORDER BY rowid').all()
  const expected = Array.from({ length: acknowledged }, (_, save) => ({ hash: String(save), length: 30_000 }))
  expect(saved).toEqual(expected)
  expect(await findBrokenLink(store)).toEqual({ rows: acknowledged, brokenAt: null })
  expect(store.pragma('integrity_check', { simple: true })).toBe('ok')
  transact(store, () => store.prepare("INSERT INTO settings VALUES ('room', 'again')").run())
  store.close()
})

test('maps SQLITE_FULL to the same problem', () => {
  const store = openStore(folder.path, key)
  const pages = Number(store.pragma('page_count', { simple: true }))
  store.pragma(`max_page_count = ${pages + 4}`)
  const insert = store.prepare('INSERT INTO originals (hash, bytes) VALUES (?, ?)')
  const act = () =>
    transact(store, () => {
      insert.run('small', Buffer.alloc(10))
      insert.run('large', Buffer.alloc(100_000))
    })
  expect(act).toThrow('disk-full')
  expect(store.prepare('SELECT * FROM originals').all()).toEqual([])
  store.close()
})

test('reports a full disk, not damage, where there is no room for the shared memory', async () => {
  openStore(folder.path, key).close()
  const bytes = fs.readFileSync(storeFile(folder.path))
  expect((await runOnSmallDisk('open', 1)).code).toBe('disk-full')
  expect(fs.readFileSync(storeFile(folder.path)).equals(bytes)).toBe(true)
})

test('leaves nothing of a backup that does not fit', async () => {
  const store = openStore(folder.path, key)
  store.prepare('INSERT INTO originals (hash, bytes) VALUES (?, ?)').run('large', Buffer.alloc(3_000_000))
  store.close()
  expect((await runOnSmallDisk('back-up', 1000)).code).toBe('disk-full')
  expect(fs.readdirSync(backupFolder(folder.path))).toEqual([])
  expect((await runOnSmallDisk('back-up', 100_000)).code).toBe('none')
  expect(listBackups(folder.path)).toHaveLength(1)
})

test('keeps the old text of a small file', async () => {
  const file = join(folder.path, 'keyring.json')
  fs.writeFileSync(file, 'old')
  expect((await runOnSmallDisk('write-file', 1000)).code).toBe('disk-full')
  expect(fs.readFileSync(file, 'utf8')).toBe('old')
  expect(fs.readdirSync(folder.path)).toEqual(['keyring.json'])
})
