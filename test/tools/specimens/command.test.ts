import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { inventFamilies } from '../../../main/specimens/invent-families.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { captureKinds } from '../captures/captures.ts'

const run = (...parameters: string[]) =>
  spawnSync(process.execPath, ['test/tools/specimens/command.ts', ...parameters], { encoding: 'utf8' })

const Listed = z.array(
  z.object({
    number: z.number(),
    form: z.unknown(),
    files: z.array(z.object({ file: z.string(), document: z.string() })),
  }),
)

test('writes families and their cards, named by number, and never over anything', async () => {
  await using folder = await makeTempFolder('specimens')
  const out = join(folder.path, 'cards')
  expect(run('--families', '2', '--out', out, '--seed', '5')).toMatchObject({ status: 0, stderr: '' })
  const families = inventFamilies({ seed: '5', count: 2, office: { code: '327103' } })
  const listed = Listed.parse(JSON.parse(await readFile(join(out, 'families.json'), 'utf8')))
  expect(listed.map(({ form }) => form)).toEqual(families.map(({ form }) => form))
  const files = listed.flatMap((family) => family.files.map(({ file }) => file))
  expect((await readdir(out)).sort()).toEqual([...files, 'families.json'].sort())
  for (const file of files) {
    expect(file).toMatch(/^00[12]-(kk|ktp-\d)\.jpg$/)
    expect((await readFile(join(out, file))).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
  }

  const before = await readFile(join(out, '001-kk.jpg'))
  const again = run('--families', '3', '--out', out, '--seed', '6')
  expect(again.status).toBe(2)
  expect(again.stderr).toContain('not empty')
  expect(await readFile(join(out, '001-kk.jpg'))).toEqual(before)
})

test('writes captures of every kind with the truth about them', async () => {
  await using folder = await makeTempFolder('specimens')
  const out = join(folder.path, 'cards')
  expect(run('--families', '1', '--out', out, '--captures', '1')).toMatchObject({ status: 0, stderr: '' })
  const captures = join(out, 'captures')
  const listed = z
    .array(z.object({ file: z.string(), kind: z.enum(captureKinds), pages: z.array(z.unknown()).min(1) }))
    .parse(JSON.parse(await readFile(join(captures, 'captures.json'), 'utf8')))
  expect(listed.map(({ kind }) => kind)).toEqual(captureKinds)
  expect((await readdir(captures)).sort()).toEqual(
    [...listed.map(({ file }) => file), 'captures.json'].sort(),
  )
})

test('refuses what it cannot do before it makes a folder', async () => {
  await using folder = await makeTempFolder('specimens')
  const out = join(folder.path, 'cards')
  for (const wrong of [
    ['--families', 'many'],
    ['--families', '0'],
    ['--office', '999999'],
    ['--captures', 'some'],
  ]) {
    expect(run('--out', out, ...wrong).status).toBe(2)
  }
  expect(run().stderr).toContain('usage')
  expect(await readdir(folder.path)).toEqual([])
  await writeFile(out, 'a file')
  expect(run('--families', '1', '--out', out).status).not.toBe(0)
  expect(await readFile(out, 'utf8')).toBe('a file')
})
