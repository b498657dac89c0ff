import fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { decoyWrap, type KeyRing, newDataKey, wrapWithRecoveryKey } from '../../../main/accounts/key-ring.ts'
import {
  getKeyRing,
  hasKeyRing,
  keyRingFileNames,
  repairKeyRing,
  writeKeyRing,
} from '../../../main/accounts/key-ring-file.ts'
import { newRecoveryKey } from '../../../main/accounts/recovery-key.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

const empty: KeyRing = {
  version: 1,
  wraps: [],
  recovery: wrapWithRecoveryKey(newDataKey(), newRecoveryKey()),
}
const ring: KeyRing = { ...empty, wraps: [decoyWrap] }

let folder: TempFolder
const file = (name: string) => join(folder.path, name)
const texts = () => keyRingFileNames.map((name) => fs.readFileSync(file(name), 'utf8'))

beforeEach(async () => {
  folder = await makeTempFolder('key-ring')
})

afterEach(() => folder.remove())

test('writes two copies, readable only by their owner', () => {
  expect(hasKeyRing(folder.path)).toBe(false)
  writeKeyRing(folder.path, ring)
  expect(getKeyRing(folder.path)).toEqual(ring)
  const [first, second] = texts()
  expect(second).toBe(first)
  if (process.platform !== 'win32') expect(fs.statSync(file('keyring.json')).mode & 0o077).toBe(0)
  expect(fs.readdirSync(folder.path).sort()).toEqual([...keyRingFileNames].sort())
})

test.each(keyRingFileNames)('repairs a damaged %s from the other copy', (name) => {
  for (const damage of ['', '\0'.repeat(800), '{"version":1,', '{"version":1,"wraps":[],"recovery":{}}']) {
    writeKeyRing(folder.path, ring)
    fs.writeFileSync(file(name), damage)
    expect(getKeyRing(folder.path)).toEqual(ring)
    repairKeyRing(folder.path)
    const [first, second] = texts()
    expect(second).toBe(first)
  }
  fs.rmSync(file(name))
  expect(hasKeyRing(folder.path)).toBe(true)
  expect(getKeyRing(folder.path)).toEqual(ring)
})

test('uses the newer copy after an interruption between the two', () => {
  writeKeyRing(folder.path, ring)
  const before = fs.readFileSync(file('keyring-salinan.json'))
  writeKeyRing(folder.path, empty)
  fs.writeFileSync(file('keyring-salinan.json'), before)
  expect(getKeyRing(folder.path)).toEqual(empty)
  repairKeyRing(folder.path)
  const [first, second] = texts()
  expect(second).toBe(first)
})

test('reports two damaged copies and leaves them as they are', () => {
  for (const name of keyRingFileNames) fs.writeFileSync(file(name), '{"version":1}')
  expect(() => getKeyRing(folder.path)).toThrow('keyring-damaged')
  repairKeyRing(folder.path)
  expect(texts()).toEqual(['{"version":1}', '{"version":1}'])
})

test('neither reads a later version nor replaces it by an older copy', () => {
  writeKeyRing(folder.path, ring)
  const newer = JSON.stringify({ version: 2, keys: [] })
  fs.writeFileSync(file('keyring.json'), newer)
  expect(() => getKeyRing(folder.path)).toThrow('store-newer')
  expect(() => repairKeyRing(folder.path)).toThrow('store-newer')
  expect(texts()[0]).toBe(newer)
})
