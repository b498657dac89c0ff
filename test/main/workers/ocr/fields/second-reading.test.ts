import { expect, test } from 'vitest'
import { findMissedCapital } from '../../../../../main/workers/ocr/fields/second-reading.ts'
import type { TextRow } from '../../../../../main/workers/ocr/segmentation/text-rows.ts'
import type { Blob } from '../../../../../main/workers/pixels/connected-components.ts'

const mark = (left: number, top: number): Blob => ({ left, right: left + 4, top, bottom: 62, area: 40 })
const row = (...blobs: Blob[]): TextRow => ({
  left: 40,
  right: 200,
  top: 50,
  bottom: 62,
  letterHeight: 12,
  segments: [{ left: 40, right: 200, top: 50, bottom: 62, blobs }],
})
const words = [{ text: 'GUSTI', confidence: 0.9, left: 92, right: 140, top: 50, bottom: 62 }]

test('a capital before the first word that was read belongs to the name', () => {
  const i = mark(84, 50)
  expect(findMissedCapital({ words, row: row(mark(40, 50), i, mark(92, 50)) })).toEqual(i)
})

test('neither the colon before it nor the label does', () => {
  expect(findMissedCapital({ words, row: row(mark(40, 50), mark(80, 53), mark(92, 50)) })).toBeUndefined()
})
