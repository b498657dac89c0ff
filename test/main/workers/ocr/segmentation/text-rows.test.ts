import { expect, test } from 'vitest'
import { findTextRows } from '../../../../../main/workers/ocr/segmentation/text-rows.ts'
import type { Blob } from '../../../../../main/workers/pixels/connected-components.ts'

const limits = { minHeight: 6, minCapital: 10, maxHeight: 40, maxSegmentGap: 1.5, maxRowGap: 14 }

/** A letter that stands on the line at `bottom`. */
const mark = (left: number, bottom: number, height: number): Blob => ({
  left,
  right: left + 6,
  top: bottom - height,
  bottom,
  area: 40,
})

test('small letters belong to the capitals beside them', () => {
  const [row, ...others] = findTextRows([mark(10, 50, 12), mark(18, 50, 8), mark(26, 50, 8)], limits)
  expect(others).toEqual([])
  expect(row).toMatchObject({ left: 10, right: 32, top: 38, bottom: 50 })
})

test('what is small throughout are specks, on their own or beside a row', () => {
  const letters = [mark(10, 50, 12), mark(18, 50, 12)]
  const specks = [mark(100, 50, 7), mark(108, 50, 7), mark(10, 90, 7), mark(18, 90, 7)]
  const rows = findTextRows([...letters, ...specks], limits)
  expect(rows.map(({ left, right, bottom }) => ({ left, right, bottom }))).toEqual([
    { left: 10, right: 24, bottom: 50 },
  ])
})

test('a label and its value are two segments of one row', () => {
  const rows = findTextRows([mark(10, 50, 12), mark(18, 50, 12), mark(90, 51, 12), mark(98, 51, 12)], limits)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.segments.map(({ left, right }) => [left, right])).toEqual([
    [10, 24],
    [90, 104],
  ])
})

test('a comma that hangs below its line does not part it', () => {
  const comma: Blob = { left: 26, right: 30, top: 46, bottom: 54, area: 20 }
  const rows = findTextRows([mark(10, 50, 18), mark(18, 50, 18), comma, mark(40, 50, 18)], limits)
  expect(rows.map(({ left, right }) => [left, right])).toEqual([[10, 46]])
})

test('a number stands in the row of its label, not in that of the lower dot of the colon between them', () => {
  const label = [mark(10, 50, 24), mark(18, 50, 24)]
  const colon = [mark(60, 48, 6), mark(60, 61, 6)]
  const rows = findTextRows([...label, ...colon, mark(80, 61, 30), mark(90, 61, 30)], limits)
  expect(rows.map(({ left, right }) => [left, right])).toEqual([[10, 96]])
})
