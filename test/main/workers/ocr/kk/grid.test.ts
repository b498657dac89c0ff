import { expect, test } from 'vitest'
import {
  cellBox,
  columnCount,
  findGrids,
  isHorizontalOf,
  rowCount,
} from '../../../../../main/workers/ocr/kk/grid.ts'
import { findRulings } from '../../../../../main/workers/ocr/segmentation/rulings.ts'
import type { GrayImage } from '../../../../../main/workers/pixels/gray-image.ts'

const width = 1200
const height = 800

interface Table {
  lefts: readonly number[]
  tops: readonly number[]
}

const identity: Table = { lefts: [60, 100, 320, 520, 640, 800, 960, 1140], tops: [100, 140, 170, 200, 230] }
const belonging: Table = { lefts: [60, 100, 280, 430, 610, 770, 900, 1140], tops: [300, 340, 370, 400, 430] }

/** A page with tables; lines are two pixels thick and sink by `slope` rows a column. */
function pageWith(tables: readonly Table[], slope = 0): GrayImage {
  const data = new Uint8Array(width * height).fill(235)
  const darken = (x: number, y: number) => {
    const row = Math.round(y + slope * x)
    for (const at of [row, row + 1]) data[at * width + x] = 90
  }
  for (const { lefts, tops } of tables) {
    const [left = 0, right = 0] = [lefts[0], lefts.at(-1)]
    const [top = 0, bottom = 0] = [tops[0], tops.at(-1)]
    for (const y of tops) for (let x = left; x <= right; x++) darken(x, y)
    for (const x of lefts) for (let y = top; y <= bottom; y++) for (const at of [x, x + 1]) darken(at, y)
  }
  return { data, width, height }
}

const gridsOf = (page: GrayImage) =>
  findGrids(page, findRulings(page, 'horizontal', 24), findRulings(page, 'vertical', 20))

test('two tables below each other are two, each with its own columns', () => {
  const [first, second, ...others] = gridsOf(pageWith([identity, belonging]))
  if (!first || !second) throw new Error('no tables found')
  expect(others).toEqual([])
  for (const grid of [first, second]) expect([columnCount(grid), rowCount(grid)]).toEqual([7, 4])
  const box = cellBox(second, 1, 2)
  expect(Math.abs(box.left - 280)).toBeLessThan(6)
  expect(Math.abs(box.right - 430)).toBeLessThan(6)
  expect(Math.abs(box.top - 340)).toBeLessThan(6)
  expect(Math.abs(box.bottom - 370)).toBeLessThan(6)
})

test('a table that is not quite level has its cells where they are', () => {
  const [grid] = gridsOf(pageWith([identity], 0.01))
  if (!grid) throw new Error('no table found')
  const [left, right] = [cellBox(grid, 2, 0), cellBox(grid, 2, 6)]
  expect(right.top - left.top).toBeGreaterThan(6)
  expect(right.top - left.top).toBeLessThan(14)
})

test('a page of few columns, and one without lines, has no table', () => {
  expect(gridsOf(pageWith([{ lefts: [60, 500, 1140], tops: identity.tops }]))).toEqual([])
  expect(gridsOf(pageWith([]))).toEqual([])
})

test('a dark stretch between the lines is print and none of the lines', () => {
  const [grid] = gridsOf(pageWith([identity]))
  if (!grid) throw new Error('no table found')
  const stretch = (across: number) => ({
    points: [
      { along: 330, across },
      { along: 400, across },
    ],
    spans: [{ begin: 330, end: 400 }],
    visible: 70,
  })
  expect(isHorizontalOf(grid, stretch(155))).toBe(false)
  expect(isHorizontalOf(grid, stretch(171))).toBe(true)
})
