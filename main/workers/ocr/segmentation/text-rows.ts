import { type Box, boundingBox, boxHeight, boxWidth } from '../../pixels/box.ts'
import type { Blob } from '../../pixels/connected-components.ts'

/** Letters beside each other without a wide gap. */
export interface Segment extends Box {
  blobs: Blob[]
}

/** A text line across the page, its segments from left to right. */
export interface TextRow extends Box {
  segments: Segment[]
  /** Median height of its letters in pixels. */
  letterHeight: number
}

/** Minimum height of a capital in letter heights, more than a colon's. */
const minCapitalHeight = 0.85

/** The blobs of a row that are as high as its capitals: letters and digits, but no stops and no colons. */
export const capitalsOf = ({ segments, letterHeight }: TextRow): Blob[] =>
  segments.flatMap(({ blobs }) => blobs).filter((blob) => boxHeight(blob) >= minCapitalHeight * letterHeight)

export interface RowLimits {
  /** Letter heights in pixels, including small letters such as `a`. */
  minHeight: number
  maxHeight: number
  /** Minimum height of the tallest letter of a row and of each segment; without one they are specks. */
  minCapital: number
  /** Maximum gap within a segment, in letter heights. */
  maxSegmentGap: number
  /** Maximum gap within a row, in letter heights: between a label and its value. */
  maxRowGap: number
  /** Minimum number of letters in a row; fewer are specks, except for a blood type. */
  minLetters?: number
}

/**
 * Groups the blobs that can be letters into rows, from the top down. Each letter is compared with the last
 * one of a row, so that the rows of a skewed page do not mix.
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
  // Touching letters are wide; a ruled line is wider still and hardly high.
  return height >= minHeight && height <= maxHeight && width <= height * 12 && blob.area >= height
}

/** The row with the largest vertical overlap of its last letter. */
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

/** In heights of the letter: a lower blob beside it is a comma, or a dot of a colon. */
const lowBlob = 0.5

/**
 * Vertical overlap of the letter and the row's last letter, relative to their height. A low blob may hang
 * below its line, so it counts only where the row has nothing else.
 */
function verticalOverlap(row: readonly Blob[], last: Blob, letter: Blob): number {
  const tall = row.findLast((blob) => boxHeight(blob) >= boxHeight(letter) * lowBlob)
  const beside = tall ?? last
  const overlap = Math.min(beside.bottom, letter.bottom) - Math.max(beside.top, letter.top)
  const share = overlap / Math.min(boxHeight(beside), boxHeight(letter))
  return tall ? share : share * lowBlob
}

/** Splits a row into segments; empty for a row of specks. */
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
