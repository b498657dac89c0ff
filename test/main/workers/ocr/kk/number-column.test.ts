import { describe, expect, test } from 'vitest'
import type { Cell } from '../../../../../main/workers/ocr/kk/cells.ts'
import { isNumbered, numberBox, numberColumn } from '../../../../../main/workers/ocr/kk/number-column.ts'
import type { Box } from '../../../../../main/workers/pixels/box.ts'

const height = 14
const box: Box = { left: 0, top: 0, right: 400, bottom: 40 }

/** A cell with one line of print of that width, in which so many pieces of ink can be told apart. */
function printed(width: number, pieces: number): Cell {
  const line = { left: 10, top: 13, right: 10 + width, bottom: 13 + height }
  const blobs = Array.from({ length: pieces }, (_, index) => ({
    ...line,
    left: 10 + (index * width) / pieces,
    right: 10 + ((index + 1) * width) / pieces,
    area: 20,
  }))
  return { box, lines: [{ ...line, segments: [{ ...line, blobs }], letterHeight: height }] }
}

describe('the column of the NIK', () => {
  test('is the usual one though its figures touch and an occupation has as many letters', () => {
    const titles = [printed(20, 2), printed(139, 11), printed(30, 3), printed(148, 14)]
    const member = (name: number, occupation: Cell) => [
      printed(9, 1),
      printed(name, 12),
      printed(145, 5),
      occupation,
    ]
    const rows = [
      titles,
      member(136, printed(160, 16)),
      member(302, printed(160, 16)),
      member(90, printed(70, 7)),
    ]
    expect(numberColumn(rows)).toBe(2)
  })

  test('is another one where names of many lengths stand in its place', () => {
    const row = (name: number) => [printed(9, 1), printed(145, 16), printed(name, 12), printed(145, 16)]
    expect(numberColumn([row(136), row(302), row(190)])).toBe(1)
  })
})

test('a member is one though next to nothing is left of the number, titles and column numbers are none', () => {
  expect(isNumbered([printed(9, 1), printed(174, 3), printed(6, 1)])).toBe(true)
  expect(isNumbered([printed(26, 2), printed(139, 11), printed(30, 3)])).toBe(false)
  expect(isNumbered([printed(9, 1), printed(9, 1), printed(9, 1)])).toBe(false)
})

test('where most of a number was lost it is looked for in the middle of its cell', () => {
  expect(numberBox(printed(145, 5), 'sixteen')).toMatchObject({ left: 10, right: 155 })
  expect(numberBox(printed(86, 3), 'sixteen')).toEqual({ left: 0, right: 400, top: 10, bottom: 30 })
})
