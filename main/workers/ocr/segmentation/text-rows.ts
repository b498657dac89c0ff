import { type Box, boundingBox, boxHeight, boxWidth } from '../../pixels/box.ts'
import type { Blob } from '../../pixels/connected-components.ts'

/** Letters that stand beside each other without a wide gap. */
export interface Segment extends Box {
  blobs: Blob[]
}

/** What is printed on one line across the page, its segments from left to right. */
export interface TextRow extends Box {
  segments: Segment[]
  /** Height of its letters in pixels, the middle one of all. */
  letterHeight: number
}

/** In letter heights: how high a capital is at least, above a colon. */
const minCapitalHeight = 0.85

/** The marks of a row that are as high as its capitals: letters and figures, but no stops and no colons. */
export const capitalsOf = ({ segments, letterHeight }: TextRow): Blob[] =>
  segments.flatMap(({ blobs }) => blobs).filter((blob) => boxHeight(blob) >= minCapitalHeight * letterHeight)

export interface RowLimits {
  /** Heights of letters in pixels, of the small ones such as `a` too. */
  minHeight: number
  maxHeight: number
  /** A row, and each segment of it, has a letter of at least this height: what has none are specks. */
  minCapital: number
  /** A gap of more letter heights than this ends a segment. */
  maxSegmentGap: number
  /** Letter heights that a row may pause between a label and its value. */
  maxRowGap: number
  /** Letters of a row: fewer are specks, but for a blood type. */
  minLetters?: number
}

/**
 * Puts the marks that can be letters into rows, from the top down. A row follows its letters, so that a page that
 * is not quite straight does not mix two rows.
 */
export function findTextRows(blobs: readonly Blob[], limits: RowLimits): TextRow[] {
  const letters = blobs.filter((blob) => couldBeLetter(blob, limits)).sort((a, b) => a.left - b.left)
  const rows: Blob[][] = []
  for (const letter of letters) {
    const row = bestRow(rows, letter, limits.maxRowGap)
    if (row) row.push(letter)
    else rows.push([letter])
  }
  return rows
    .filter((row) => row.length >= (limits.minLetters ?? 2))
    .flatMap((row) => segmentRow(row, limits))
    .sort((a, b) => a.top + a.bottom - b.top - b.bottom)
}

function couldBeLetter(blob: Blob, { minHeight, maxHeight }: RowLimits): boolean {
  const height = boxHeight(blob)
  const width = boxWidth(blob)
  // Letters that touch are wide; a line is wider still and hardly high.
  return height >= minHeight && height <= maxHeight && width <= height * 12 && blob.area >= height
}

/** The row whose last letter the letter stands beside. */
function bestRow(rows: readonly Blob[][], letter: Blob, maxRowGap: number): Blob[] | undefined {
  let best: Blob[] | undefined
  let bestShare = 0.4
  for (const row of rows) {
    const last = row.at(-1)
    if (!last) continue
    if (letter.left - last.right > maxRowGap * Math.max(boxHeight(last), boxHeight(letter))) continue
    const share = verticalOverlap(row, last, letter)
    if (share > bestShare) {
      best = row
      bestShare = share
    }
  }
  return best
}

/** Of a letter's height; what is lower beside it is a comma, or a dot of a colon. */
const lowBlob = 0.5

/**
 * How much of their height the letter and the row's last letter have in common. A low mark may hang below its line,
 * so it only tells the row where the row has nothing else.
 */
function verticalOverlap(row: readonly Blob[], last: Blob, letter: Blob): number {
  const tall = row.findLast((blob) => boxHeight(blob) >= boxHeight(letter) * lowBlob)
  const beside = tall ?? last
  const overlap = Math.min(beside.bottom, letter.bottom) - Math.max(beside.top, letter.top)
  const share = overlap / Math.min(boxHeight(beside), boxHeight(letter))
  return tall ? share : share * lowBlob
}

/** @returns nothing for a row of specks */
function segmentRow(blobs: readonly Blob[], { maxSegmentGap, minCapital }: RowLimits): TextRow[] {
  const letterHeight = medianHeight(blobs)
  const segments: Blob[][] = []
  let right = Number.NEGATIVE_INFINITY
  for (const blob of blobs) {
    const open = segments.at(-1)
    if (open && blob.left - right <= maxSegmentGap * letterHeight) open.push(blob)
    else segments.push([blob])
    right = Math.max(right, blob.right)
  }
  const printed = segments.filter((segment) => segment.some((blob) => boxHeight(blob) >= minCapital))
  if (printed.length === 0) return []
  const letters = printed.flat()
  return [
    {
      ...boundingBox(letters),
      letterHeight: medianHeight(letters),
      segments: printed.map((segment) => ({ ...boundingBox(segment), blobs: segment })),
    },
  ]
}

function medianHeight(blobs: readonly Blob[]): number {
  const heights = blobs.map(boxHeight).sort((a, b) => a - b)
  return heights[heights.length >> 1] ?? 0
}
