import { expect, test } from 'vitest'
import {
  acrossAt,
  findRulings,
  rulingBegin,
  rulingEnd,
} from '../../../../../main/workers/ocr/segmentation/rulings.ts'
import type { GrayImage } from '../../../../../main/workers/pixels/gray-image.ts'

const width = 600
const height = 200

/** A pale line, a fifth darker than the paper, from `begin` to `end`. */
function pageWithLine(begin: number, end: number, rowAt: (x: number) => number): GrayImage {
  const data = new Uint8Array(width * height).fill(220)
  for (let x = begin; x < end; x++) data[Math.round(rowAt(x)) * width + x] = 176
  return { data, width, height }
}

test('a thin pale line is found from its begin to its end', () => {
  const [line, ...others] = findRulings(
    pageWithLine(50, 500, () => 80),
    'horizontal',
    40,
  )
  if (!line) throw new Error('no line found')
  expect(others).toEqual([])
  expect([rulingBegin(line), rulingEnd(line)]).toEqual([50, 500])
  expect(acrossAt(line, 300)).toBe(80)
})

test('a line that is not quite straight is one line that is followed', () => {
  const bent = (x: number) => 80 + ((x - 50) / 450) * 9
  const [line, ...others] = findRulings(pageWithLine(50, 500, bent), 'horizontal', 40)
  if (!line) throw new Error('no line found')
  expect(others).toEqual([])
  for (const x of [100, 250, 450]) expect(Math.abs(acrossAt(line, x) - bent(x))).toBeLessThan(3)
})

test('a line without a gap that rises by more than lines are thick, as on a page a degree askew, is a line', () => {
  const page: GrayImage = { data: new Uint8Array(1500 * 100).fill(220), width: 1500, height: 100 }
  for (let x = 20; x < 1480; x++) {
    for (let beside = 0; beside < 3; beside++) page.data[Math.round(60 - x / 80 + beside) * 1500 + x] = 90
  }
  const [line, ...others] = findRulings(page, 'horizontal', 40)
  if (!line) throw new Error('no line found')
  expect(others).toEqual([])
  expect([rulingBegin(line), rulingEnd(line)]).toEqual([20, 1480])
})

test('what is shorter than asked for, and the edge of a dark field, is no line', () => {
  expect(
    findRulings(
      pageWithLine(50, 80, () => 80),
      'horizontal',
      40,
    ),
  ).toEqual([])
  const field = pageWithLine(0, 0, () => 80)
  field.data.fill(60, 100 * width)
  expect(findRulings(field, 'horizontal', 40)).toEqual([])
})
