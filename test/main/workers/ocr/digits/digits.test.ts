import { expect, test } from 'vitest'
import { readDigits } from '../../../../../main/workers/ocr/digits/digits.ts'
import type { GrayImage } from '../../../../../main/workers/pixels/gray-image.ts'
import { drawCleanLine, drawDigitLine } from '../../../../tools/train/digit-lines.ts'
import { evaluateDigits } from '../../../../tools/train/evaluate-digits.ts'
import { type Face, trainingFaces, unseenFaces } from '../../../../tools/train/faces.ts'
import { createSeededRandom } from '../../../../tools/train/seeded-random.ts'

const nikPattern = '#'.repeat(16)

function face(name: string): Face {
  const found = [...trainingFaces, ...unseenFaces].find((candidate) => candidate.name === name)
  if (!found) throw new Error(`no face ${name}`)
  return found
}

test('a clean line is read without doubt in every face, those that no network has seen too', async () => {
  const chance = createSeededRandom(41)
  const failed: string[] = []
  for (const printed of [...trainingFaces, ...unseenFaces]) {
    const truth = nikPattern.replace(/#/g, () => String(chance.integer(0, 9)))
    const reading = readDigits(drawCleanLine(printed, truth, 30), nikPattern)
    if (reading?.text !== truth) failed.push(`${printed.name}: ${truth} read as ${reading?.text}`)
  }
  expect(failed).toEqual([])
})

test('spoilt lines: most are read, and hardly one is wrong with confidence', async () => {
  const examined = await evaluateDigits(1001, 1)
  const right = examined.filter(({ reading, truth }) => reading?.text === truth)
  expect(right.length / examined.length).toBeGreaterThan(0.5)
  const sure = examined.filter(({ reading }) => (reading?.confidence ?? 0) >= 0.9)
  expect(sure.length / examined.length).toBeGreaterThan(0.3)
  expect(sure.filter(({ reading, truth }) => reading?.text !== truth).length).toBeLessThanOrEqual(2)
})

test('a date and RT/RW come with their separators', () => {
  expect(readDigits(drawCleanLine(face('Arimo 700'), '17-01-1971', 24), '##-##-####')?.text).toBe(
    '17-01-1971',
  )
  expect(readDigits(drawCleanLine(face('Roboto 400'), '004/011', 24), '###/###')?.text).toBe('004/011')
})

test('without a pattern as many digits are given as there are', () => {
  expect(readDigits(drawCleanLine(face('Cousine 400'), '16151', 24))?.text).toBe('16151')
  expect(readDigits(drawCleanLine(face('OCR B'), '3271041701710002', 24))?.text).toBe('3271041701710002')
})

test('says where the digits stand', () => {
  const reading = readDigits(drawCleanLine(face('OCR A'), '3271041701710002', 30), nikPattern)
  // The line begins half an em from the left and is as wide as sixteen characters.
  expect(reading?.left).toBeGreaterThan(5)
  expect(reading?.left).toBeLessThan(25)
  expect((reading?.right ?? 0) - (reading?.left ?? 0)).toBeGreaterThan(16 * 0.65 * 30)
})

test('too few or too many digits for the pattern are nothing to rely on', () => {
  for (const text of ['327104170171000', '32710417017100022']) {
    const reading = readDigits(drawCleanLine(face('Arimo 400'), text, 28), nikPattern)
    expect(reading?.confidence ?? 0).toBeLessThan(0.5)
  }
})

test('empty paper, grain and a line of letters are nothing to rely on', async () => {
  const chance = createSeededRandom(5)
  const blank: GrayImage = { data: new Uint8Array(300 * 40).fill(240), width: 300, height: 40 }
  const grain: GrayImage = { ...blank, data: blank.data.map(() => chance.integer(90, 250)) }
  const letters = drawCleanLine(face('Arimo 400'), 'KARYAWAN SWASTA', 28)
  for (const line of [blank, grain, letters, { data: new Uint8Array(1), width: 1, height: 1 }]) {
    expect(readDigits(line, nikPattern)?.confidence ?? 0).toBeLessThan(0.5)
  }
})

test('the same line gives the same reading', async () => {
  const { image } = await drawDigitLine(face('OCR A'), '3271041701710002', createSeededRandom(8))
  expect(readDigits(image, nikPattern)).toEqual(readDigits(image, nikPattern))
})
