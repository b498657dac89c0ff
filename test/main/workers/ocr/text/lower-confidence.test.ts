import { expect, test } from 'vitest'
import type { TextRow } from '../../../../../main/workers/ocr/segmentation/text-rows.ts'
import { lowerConfidenceBesideUnread } from '../../../../../main/workers/ocr/text/lower-confidence.ts'
import { boundingBox } from '../../../../../main/workers/pixels/box.ts'

const height = 16
const [top, bottom] = [100, 100 + height]

/**
 * A row of capitals, 12 pixels from one to the next, one letter for each column of the text that is no space.
 */
function rowOf(text: string): TextRow {
  const blobs = [...text].flatMap((letter, at) =>
    letter === ' ' ? [] : { left: 200 + at * 12, right: 209 + at * 12, top, bottom, area: 60 },
  )
  return { ...boundingBox(blobs), letterHeight: height, segments: [{ ...boundingBox(blobs), blobs }] }
}

const wordAt = (text: string, column: number) => ({
  text,
  confidence: 0.95,
  left: 200 + column * 12,
  right: 197 + (column + text.length) * 12,
  top,
  bottom,
})

const sureness = (words: readonly ReturnType<typeof wordAt>[], row: TextRow): number =>
  Math.min(...lowerConfidenceBesideUnread(words, row).map(({ confidence }) => confidence))

test('keeps the confidence of a value whose letters were all recognised', () => {
  expect(sureness([wordAt('ILIR', 0), wordAt('BARAT', 5)], rowOf('ILIR BARAT'))).toBe(0.95)
})

test.each([
  { lost: 'the numeral at its end', printed: 'ILIR BARAT I', words: [wordAt('ILIR', 0), wordAt('BARAT', 5)] },
  { lost: 'its first word', printed: 'PASIR ANGIN', words: [wordAt('ANGIN', 6)] },
  { lost: 'a word between two', printed: 'JL. A YANI', words: [wordAt('JL.', 0), wordAt('YANI', 6)] },
])('lowers the confidence of a value that has lost $lost', ({ printed, words }) => {
  expect(sureness(words, rowOf(printed))).toBeLessThan(0.9)
})

test('ignores unrecognised print farther away', () => {
  expect(sureness([wordAt('SEMPUR', 0)], rowOf('SEMPUR      KOTA BOGOR'))).toBe(0.95)
})
