import fs from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findText, writeDurably } from '../../../main/store/durable-file.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('a file is replaced in one step and leaves nothing beside it', async () => {
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

test('what a cut left beside the file does not stand in the way', async () => {
  await using folder = await makeTempFolder('durable')
  const file = join(folder.path, 'keyring.json')
  fs.writeFileSync(`${file}.sementara`, 'half of it, and longer than the new text')
  writeDurably(file, 'whole')
  expect(findText(file)).toBe('whole')
})

test('where it cannot be written, the old file stays', async () => {
  await using folder = await makeTempFolder('durable')
  const file = join(folder.path, 'keyring.json')
  fs.mkdirSync(file)
  expect(() => writeDurably(file, 'new')).toThrow()
  expect(fs.readdirSync(folder.path)).toEqual(['keyring.json'])
})
