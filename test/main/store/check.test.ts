import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StoreLocation } from '../../../main/store/backup.ts'
import { checkStore } from '../../../main/store/check.ts'
import { openStore, type Store, storeFile } from '../../../main/store/store.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

let folder: TempFolder
let home: StoreLocation
let store: Store

beforeEach(async () => {
  folder = await makeTempFolder('check')
  home = { folder: folder.path, key: randomBytes(32), companions: [] }
  store = openStore(home.folder, home.key)
  const insert = store.prepare("INSERT INTO scans VALUES (?, 'image/jpeg', 10, 14, ?, ?, ?)")
  for (let scan = 0; scan < 40; scan += 1) {
    const bytes = randomBytes(50_000)
    insert.run(createHash('sha256').update(bytes).digest('hex'), bytes.length, bytes, Buffer.alloc(100))
  }
})

afterEach(async () => {
  store.close()
  await folder.remove()
})

test('passes an open store while writes continue', async () => {
  let saved = 0
  const insert = store.prepare<[string, string]>('INSERT INTO settings VALUES (?, ?)')
  const work = setInterval(() => insert.run(String(++saved), ''), 2)
  expect(await checkStore(home)).toEqual({ storeSound: true, scansSound: true })
  clearInterval(work)
  expect(saved).toBeGreaterThan(1)
})

test.each(['scans', 'originals'])('altered bytes among the %s are found', async (table) => {
  store.exec('INSERT INTO originals (hash, bytes) SELECT hash, bytes FROM scans')
  store.exec(`UPDATE ${table} SET bytes = zeroblob(50000) WHERE rowid = 17`)
  expect(await checkStore(home)).toEqual({ storeSound: true, scansSound: false })
})

test('finds a broken foreign key', async () => {
  store.pragma('foreign_keys = OFF')
  store.exec(
    `INSERT INTO decisions (id, application_id, outcome, reason, decided_by, signed_at)
     VALUES ('decision', 'nobody', 'setuju', '', 'joko', '')`,
  )
  expect(await checkStore(home)).toEqual({ storeSound: false, scansSound: true })
})

test('finds an altered byte anywhere in the file', async () => {
  store.close()
  const bytes = fs.readFileSync(storeFile(folder.path))
  const sound = { storeSound: true, scansSound: true }
  expect(await checkStore(home)).toEqual(sound)
  for (const part of [0, 0.1, 0.3, 0.7, 0.999]) {
    const altered = Buffer.from(bytes)
    const at = Math.floor(bytes.length * part)
    altered.writeUInt8(altered.readUInt8(at) ^ 128, at)
    fs.writeFileSync(storeFile(folder.path), altered)
    expect(await checkStore(home)).toMatchObject({ storeSound: false })
  }
})
