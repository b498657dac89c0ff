import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newestVersion } from '../../../main/store/migrate.ts'
import {
  mapSqliteErrors,
  openStore,
  type Store,
  storeFile,
  storeVersion,
  transact,
} from '../../../main/store/store.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { fillStore } from './filled-store.ts'

const key = randomBytes(32)

let folder: TempFolder

beforeEach(async () => {
  folder = await makeTempFolder('store')
})

afterEach(() => folder.remove())

/** A closed store with rows, and scans on pages of their own. */
function makeStore(): Buffer {
  const store = openStore(folder.path, key)
  fillStore(store, newestVersion())
  const insert = store.prepare('INSERT INTO originals (hash, bytes) VALUES (?, ?)')
  for (let scan = 0; scan < 5; scan += 1) insert.run(`scan ${scan}`, randomBytes(20_000))
  store.close()
  return fs.readFileSync(storeFile(folder.path))
}

const readAll = (store: Store): unknown =>
  mapSqliteErrors(() =>
    ['people', 'applications', 'audit', 'originals', 'pages'].map((table) =>
      store.prepare(`SELECT * FROM ${table}`).all(),
    ),
  )

describe('the store', () => {
  test('is opened again with its key in any kind of byte array', () => {
    makeStore()
    const store = openStore(folder.path, Uint8Array.from(key))
    expect(store.prepare('SELECT name FROM people').pluck().get()).toBe('FAJAR DARMAWAN')
    store.close()
    expect(storeVersion(folder.path, key)).toBe(newestVersion())
  })

  test('flushes before acknowledging, and keeps temporary tables in memory', () => {
    const store = openStore(folder.path, key)
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'temp_store'] as const
    expect(settings.map((name) => store.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 2])
    store.close()
  })

  test('truncates a write-ahead log that grew', () => {
    const store = openStore(folder.path, key)
    const insert = store.prepare('INSERT INTO originals (hash, bytes) VALUES (?, zeroblob(1000000))')
    const log = () => fs.statSync(`${storeFile(folder.path)}-wal`).size
    transact(store, () => {
      for (let part = 0; part < 25; part += 1) insert.run(`part ${part}`)
    })
    expect(log()).toBeGreaterThan(25_000_000)
    transact(store, () => insert.run('last'))
    expect(log()).toBeLessThanOrEqual(16_777_216)
    store.close()
  })

  test('runs a transaction whole or not at all, also nested', () => {
    const store = openStore(folder.path, key)
    const insert = store.prepare('INSERT INTO settings VALUES (?, ?)')
    const act = () =>
      transact(store, () => {
        insert.run('one', '1')
        transact(store, () => insert.run('two', '2'))
        throw new Error('half way')
      })
    expect(act).toThrow('half way')
    expect(store.prepare('SELECT * FROM settings').all()).toEqual([])
    store.close()
  })
})

describe('damage', () => {
  const refuses = (bytes: Uint8Array) => {
    fs.writeFileSync(storeFile(folder.path), bytes)
    expect(() => openStore(folder.path, key)).toThrow('store-damaged')
    expect(fs.readFileSync(storeFile(folder.path)).equals(bytes)).toBe(true)
  }

  test('a wrong key reads nothing', () => {
    const bytes = makeStore()
    expect(() => openStore(folder.path, randomBytes(32))).toThrow('store-damaged')
    expect(fs.readFileSync(storeFile(folder.path)).equals(bytes)).toBe(true)
  })

  test.each([0, 15, 16, 100, 4000, 4095])('one flipped bit at byte %i of the first page', (at) => {
    const bytes = makeStore()
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    refuses(bytes)
  })

  test('another file’s header', () => {
    const bytes = makeStore()
    bytes.fill(0, 0, 8192)
    refuses(bytes)
  })

  test('one flipped bit on any page gives the same data or a problem', () => {
    const bytes = makeStore()
    const whole = openStore(folder.path, key)
    const expected = readAll(whole)
    whole.close()
    const outcomes = { whole: 0, damaged: 0 }
    for (let page = 0; page < bytes.length / 4096; page += 1) {
      const altered = Buffer.from(bytes)
      const at = page * 4096 + ((page * 977) % 4096)
      altered.writeUInt8(altered.readUInt8(at) ^ 4, at)
      fs.writeFileSync(storeFile(folder.path), altered)
      let store: Store | undefined
      try {
        store = openStore(folder.path, key)
        expect(readAll(store)).toEqual(expected)
        outcomes.whole += 1
      } catch (error) {
        expect(error).toMatchObject({ code: 'store-damaged' })
        outcomes.damaged += 1
      } finally {
        store?.close()
      }
    }
    // Pages of indexes and of other tables are not read here; those with the scans are.
    expect(outcomes.damaged).toBeGreaterThan(25)
    expect(outcomes.whole).toBeGreaterThan(5)
  })

  test('a truncated file', () => {
    const bytes = makeStore()
    fs.writeFileSync(storeFile(folder.path), bytes.subarray(0, 40_960))
    const act = () => {
      const store = openStore(folder.path, key)
      try {
        readAll(store)
      } finally {
        store.close()
      }
    }
    expect(act).toThrow('store-damaged')
  })

  test('a missing store', () => {
    expect(() => storeVersion(folder.path, key)).toThrow('store-damaged')
    expect(fs.readdirSync(folder.path)).toEqual([])
    fs.writeFileSync(join(folder.path, 'loket.db'), '')
    expect(storeVersion(folder.path, key)).toBe(0)
  })
})
