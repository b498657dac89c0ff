import { around, type Box, boxHeight, boxWidth } from '../../pixels/box.ts'
import type { Blob } from './connected-components.ts'

/** Letters that stand beside each other without a wide gap. */
export interface Segment extends Box {
  marks: Blob[]
}

/** What is printed on one line across the page, its segments from left to right. */
export interface TextRow extends Box {
  segments: Segment[]
  /** Height of its letters in pixels, the middle one of all. */
  letterHeight: number
}

/** In letter heights: how high a capital is at least, above a colon. */
const capitalHeight = 0.85

/** The marks of a row that are as high as its capitals: letters and figures, but no stops and no colons. */
export const capitalsOf = ({ segments, letterHeight }: TextRow): Blob[] =>
  segments.flatMap(({ marks }) => marks).filter((mark) => boxHeight(mark) >= capitalHeight * letterHeight)

export interface RowLimits {
  /** Heights of letters in pixels, of the small ones such as `a` too. */
  smallest: number
  largest: number
  /** A row, and each segment of it, has a letter of at least this height: what has none are specks. */
  capital: number
  /** A gap of more letter heights than this ends a segment. */
  gap: number
  /** Letter heights that a row may pause between a label and its value. */
  pause: number
  /** Letters of a row: fewer are specks, but for a blood type. */
  fewest?: number
}

/**
 * Puts the marks that can be letters into rows, from the top down. A row follows its letters, so that a page that
 * is not quite straight does not mix two rows.
 */
export function findTextRows(marks: readonly Blob[], limits: RowLimits): TextRow[] {
  const letters = marks.filter((mark) => couldBeLetter(mark, limits)).sort((a, b) => a.left - b.left)
  const rows: Blob[][] = []
  for (const letter of letters) {
    const row = bestRow(rows, letter, limits.pause)
    if (row) row.push(letter)
    else rows.push([letter])
  }
  return rows
    .filter((row) => row.length >= (limits.fewest ?? 2))
    .flatMap((row) => textRow(row, limits))
    .sort((a, b) => a.top + a.bottom - b.top - b.bottom)
}

function couldBeLetter(mark: Blob, { smallest, largest }: RowLimits): boolean {
  const height = boxHeight(mark)
  const width = boxWidth(mark)
  // Letters that touch are wide; a line is wider still and hardly high.
  return height >= smallest && height <= largest && width <= height * 12 && mark.ink >= height
}

/** The row whose last letter the letter stands beside. */
function bestRow(rows: readonly Blob[][], letter: Blob, pause: number): Blob[] | undefined {
  let best: Blob[] | undefined
  let bestShare = 0.4
  for (const row of rows) {
    const last = row.at(-1)
    if (!last) continue
    if (letter.left - last.right > pause * Math.max(boxHeight(last), boxHeight(letter))) continue
    const share = shareBeside(row, last, letter)
    if (share > bestShare) {
      best = row
      bestShare = share
    }
  }
  return best
}

/** Of a letter's height; what is lower beside it is a comma, or a dot of a colon. */
const lowMark = 0.5

/**
 * How much of their height the letter and the row's last letter have in common. A low mark may hang below its line,
 * so it only tells the row where the row has nothing else.
 */
function shareBeside(row: readonly Blob[], last: Blob, letter: Blob): number {
  const tall = row.findLast((mark) => boxHeight(mark) >= boxHeight(letter) * lowMark)
  const beside = tall ?? last
  const overlap = Math.min(beside.bottom, letter.bottom) - Math.max(beside.top, letter.top)
  const share = overlap / Math.min(boxHeight(beside), boxHeight(letter))
  return tall ? share : share * lowMark
}

/** @returns nothing for a row of specks */
function textRow(marks: readonly Blob[], { gap, capital }: RowLimits): TextRow[] {
  const letterHeight = medianHeight(marks)
  const segments: Blob[][] = []
  let right = Number.NEGATIVE_INFINITY
  for (const mark of marks) {
    const open = segments.at(-1)
    if (open && mark.left - right <= gap * letterHeight) open.push(mark)
    else segments.push([mark])
    right = Math.max(right, mark.right)
  }
  const printed = segments.filter((segment) => segment.some((mark) => boxHeight(mark) >= capital))
  if (printed.length === 0) return []
  const letters = printed.flat()
  return [
    {
      ...around(letters),
      letterHeight: medianHeight(letters),
      segments: printed.map((segment) => ({ ...around(segment), marks: segment })),
    },
  ]
}

function medianHeight(marks: readonly Blob[]): number {
  const heights = marks.map(boxHeight).sort((a, b) => a - b)
  return heights[heights.length >> 1] ?? 0
}
