import { spawnSync } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { renderSpecimen } from '../../../main/workers/specimens/render-specimen.ts'
import { QualityMeasures } from '../../../shared/page-quality.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { kkDrawing, ktpDrawings } from '../workers/ocr/cards.ts'

const project = path.resolve(import.meta.dirname, '../../..')
let folder: TempFolder
const [card] = ktpDrawings
const family = kkDrawing(4)
beforeAll(async () => {
  folder = await makeTempFolder('read')
  if (!card) throw new Error('no card')
  await fs.writeFile(path.join(folder.path, 'ktp.jpg'), await renderSpecimen(card))
  await fs.writeFile(path.join(folder.path, 'kk.jpg'), await renderSpecimen(family))
  await fs.writeFile(path.join(folder.path, 'letter.txt'), 'Dengan hormat')
})
afterAll(() => folder.remove())

const Value = z.strictObject({ value: z.string().min(1), confidence: z.number().min(0).max(1) })
const Fields = z.record(z.string(), z.union([Value, z.array(z.record(z.string(), Value))]))
const Line = z.strictObject({
  file: z.string(),
  refused: z.strictObject({ code: z.string(), message: z.string().min(10) }).nullable(),
  kind: z.enum(['ktp', 'kk', 'other']),
  pages: z.array(
    z.strictObject({
      kind: z.enum(['ktp', 'kk', 'other']),
      fields: Fields,
      quality: QualityMeasures,
      ms: z.number().positive(),
    }),
  ),
})

function read(...options: string[]) {
  const done = spawnSync(process.execPath, [path.join(project, 'main/cli/read.ts'), ...options], {
    encoding: 'utf8',
    cwd: folder.path,
  })
  return { code: done.status, output: done.stdout, complaint: done.stderr }
}

test('a page on which nothing is printed is refused as blank', async () => {
  const paper = sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fbfbfa' } })
  await paper.jpeg().toFile(path.join(folder.path, 'blank.jpg'))
  const line = Line.parse(JSON.parse(read('blank.jpg', '--json').output))
  expect(line).toMatchObject({ refused: { code: 'page-blank' }, pages: [] })
})

test('gives one line of JSON for each file, under the names of the cards', () => {
  const { code, output } = read('ktp.jpg', 'kk.jpg', 'letter.txt', '--json')
  expect(code).toBe(0)
  const [ktp, kk, letter] = output
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)))
  if (card?.document !== 'ktp') throw new Error('no card')
  const { member } = card

  expect(ktp).toMatchObject({ file: 'ktp.jpg', refused: null, kind: 'ktp' })
  const [day, month, year] = member.birthDate.split('-')
  expect(ktp?.pages[0]?.fields).toMatchObject({
    nik: { value: member.nik },
    nama: { value: member.name },
    tanggal_lahir: { value: `${year}-${month}-${day}` },
  })

  expect(kk).toMatchObject({ file: 'kk.jpg', refused: null, kind: 'kk' })
  const fields = kk?.pages[0]?.fields ?? {}
  expect(fields).toMatchObject({
    no_kk: { value: family.family.noKk },
    kepala_keluarga: { value: family.family.headName },
    anggota: family.members.map(({ name, nik }) => ({ nama: { value: name }, nik: { value: nik } })),
  })

  expect(letter).toMatchObject({
    file: 'letter.txt',
    refused: { code: 'not-an-image', message: expect.stringContaining('bukan gambar') },
    pages: [],
  })
})

test('gives people a table', () => {
  const { code, output } = read('ktp.jpg')
  expect(code).toBe(0)
  expect(output).toMatch(/^ktp\.jpg\n {2}ktp, \d+ ms; sharpness /)
  expect(output).toContain(card?.document === 'ktp' ? card.member.name : 'no card')
})

test('says which file could not be opened, and reads the others', () => {
  const { code, output, complaint } = read('nowhere.jpg', 'letter.txt', '--json')
  expect(code).toBe(1)
  expect(complaint).toContain('nowhere.jpg')
  expect(output.trim().split('\n')).toHaveLength(1)
})

test('says how it is written where there is nothing to read, or an option is none', () => {
  for (const options of [[], ['--csv', 'ktp.jpg']]) {
    const { code, complaint } = read(...options)
    expect(code).toBe(2)
    expect(complaint).toContain('usage: npm run read')
  }
})
