import fs from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeFile } from '../../../main/store/store.ts'
import { createScanSource } from '../../../main/sync/scan-source.ts'
import { jpegLike, keepScans, sha256 } from '../../support/approved.ts'
import { type Counter, openCounter } from '../../support/counter.ts'

let counter: Counter
beforeEach(async () => {
  counter = await openCounter()
})
afterEach(() => counter[Symbol.asyncDispose]())

/** Scans in the store and in nothing but its file, so that what is read comes from the disk. */
function keepOnDisk(...scans: Uint8Array[]): void {
  keepScans(counter.store, scans)
  counter.store.pragma('wal_checkpoint(TRUNCATE)')
  counter.store.pragma('shrink_memory')
}

/** Alters a byte on the disk in each page that holds nothing but the one scan of the store. */
function damageScan(): void {
  const pages = counter.store
    .prepare<[], number>(`SELECT pageno FROM dbstat WHERE name = 'scans' AND pagetype = 'overflow'`)
    .pluck()
    .all()
  expect(pages.length).toBeGreaterThan(10)
  const file = fs.openSync(storeFile(counter.folder), 'r+')
  const [, , page = 0] = pages
  const at = (page - 1) * 4_096 + 2_000
  const byte = Buffer.alloc(1)
  fs.readSync(file, byte, 0, 1, at)
  byte[0] = (byte[0] ?? 0) ^ 0xff
  fs.writeSync(file, byte, 0, 1, at)
  fs.closeSync(file)
  counter.store.pragma('shrink_memory')
}

test('reads a scan in pieces, and again after a release', () => {
  const scan = jpegLike(200_000)
  keepOnDisk(scan)
  const source = createScanSource(counter.store)
  for (let round = 0; round < 2; round++) {
    const pieces = [source.read(sha256(scan), 0, 150_000), source.read(sha256(scan), 150_000, 50_000)]
    expect(Buffer.concat(pieces.flatMap((piece) => piece ?? []))).toEqual(scan)
    expect(source.read(sha256(scan), 150_000, 50_001)).toBeUndefined()
    expect(source.read(sha256('another'), 0, 1)).toBeUndefined()
    source.release()
  }
})

test('reads a scan that was stored after the reader was opened', () => {
  const source = createScanSource(counter.store)
  const [first, second] = [jpegLike(9_000), jpegLike(8_000)]
  keepScans(counter.store, [first])
  expect(source.read(sha256(first), 0, 9_000)).toEqual(first)
  keepScans(counter.store, [second])
  expect(source.read(sha256(second), 0, 8_000)).toEqual(second)
  source.release()
})

test('sends an altered page as other bytes, and then detects the damage', () => {
  const scan = jpegLike(200_000)
  keepOnDisk(scan)
  damageScan()
  const source = createScanSource(counter.store)
  const found = source.read(sha256(scan), 0, scan.length)
  expect(found === undefined ? undefined : sha256(found)).not.toBe(sha256(scan))
  expect(source.isSound(sha256(scan))).toBe(false)
  source.release()
})
