import fs from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findText, writeDurably } from '../../../main/store/durable-file.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('replaces a file atomically and leaves no temporary file', async () => {
  await using folder = await makeTempFolder('durable')
  const file = join(folder.path, 'keyring.json')
  expect(findText(file)).toBeUndefined()
  writeDurably(file, 'one')
  const first = fs.statSync(file).ino
  writeDurably(file, 'two')
  expect(findText(file)).toBe('two')
  expect(fs.statSync(file).ino).not.toBe(first)
  expect(fs.readdirSync(folder.path)).toEqual(['keyring.json'])
})

test('overwrites a temporary file that an interruption left', async () => {
  await using folder = await makeTempFolder('durable')
  const file = join(folder.path, 'keyring.json')
  fs.writeFileSync(`${file}.sementara`, 'half of it, and longer than the new text')
  writeDurably(file, 'whole')
  expect(findText(file)).toBe('whole')
})

test('keeps the old file when writing fails', async () => {
  await using folder = await makeTempFolder('durable')
  const file = join(folder.path, 'keyring.json')
  fs.mkdirSync(file)
  expect(() => writeDurably(file, 'new')).toThrow()
  expect(fs.readdirSync(folder.path)).toEqual(['keyring.json'])
})
