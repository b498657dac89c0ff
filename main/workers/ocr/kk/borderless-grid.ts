import { type Box, boxHeight, boxWidth } from '../../pixels/box.ts'
import type { Blob } from '../../pixels/connected-components.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { patterns, readNumber } from '../fields/read-number.ts'
import type { Ruling } from '../segmentation/rulings.ts'
import { findTextRows, type Segment, type TextRow } from '../segmentation/text-rows.ts'
import { valueLetters } from './cells.ts'
import type { Grid } from './grid.ts'
import { minAspect } from './number-column.ts'

/** Letter heights between two columns at least; words of one cell stand closer. */
const minColumnGap = 1.5
/** A row of members has so many cells with print, and in one of them a NIK that is read as surely as this. */
const minCells = 5
const minNikConfidence = 0.5
/** The columns of the table but for the last one, which may be empty: of fewer nobody could say which they are. */
export const minColumns = 9
/** Sixteen figures are at most so many times as long as high. */
const maxNikAspect = 18
/** What has fewer letters than these is dust. */
const minLetters = 3

/**
 * The table of the members where none of its lines is to be seen, as on a poor copy: laid out by what is printed in it.
 * Undefined where no row holds a NIK, where columns run into each other, or where a line of print may belong to either
 * of two members.
 */
export function findBorderlessGrid(page: GrayImage, blobs: readonly Blob[]): Grid | undefined {
  const rows = findTextRows(blobs, { ...valueLetters(page), maxSegmentGap: minColumnGap, maxRowGap: 60 })
  const numbers = memberNumbers(page, rows)
  const height = Math.max(...numbers.map(boxHeight))
  const horizontals = edgesOf(
    numbers.map(({ top, bottom }) => ({ begin: top, end: bottom })),
    height / 2,
  )
  const [top = 0, bottom = 0] = [horizontals[0], horizontals.at(-1)]
  const within = rows.filter(
    (row) => middleOf(row) > top && middleOf(row) < bottom && lettersOf(row) >= minLetters,
  )
  const verticals = columnEdges(within, height)
  if (verticals.length - 1 < minColumns) return undefined
  if (within.some((row) => horizontals.some((y) => Math.abs(middleOf(row) - y) < height / 4)))
    return undefined
  return {
    verticals: verticals.map((x) => straightRuling(x, top, bottom)),
    horizontals: horizontals.map((y) => straightRuling(y, 0, page.width)),
  }
}

/** The NIK of all rows that have one, below each other: the number of the card stands by itself. */
function memberNumbers(page: GrayImage, rows: readonly TextRow[]): Segment[] {
  const found = rows.flatMap(({ segments }) =>
    segments.length < minCells ? [] : (segments.find((segment) => isNumber(page, segment)) ?? []),
  )
  const [first] = found
  return first ? found.filter(({ left, right }) => left < first.right && right > first.left) : []
}

function isNumber(page: GrayImage, segment: Segment): boolean {
  const long = boxWidth(segment) / boxHeight(segment)
  if (long < minAspect.sixteen || long > maxNikAspect) return false
  return (readNumber(page, segment, patterns.sixteen)?.confidence ?? 0) >= minNikConfidence
}

const lettersOf = ({ segments }: TextRow): number =>
  segments.reduce((sum, { blobs }) => sum + blobs.length, 0)

const middleOf = ({ top, bottom }: Box): number => (top + bottom) / 2

/** The places between the columns, and beside the first and the last. @param height of a figure */
function columnEdges(rows: readonly TextRow[], height: number): number[] {
  const columns: Span[] = []
  const segments = rows.flatMap((row) => row.segments).toSorted((a, b) => a.left - b.left)
  for (const { left, right } of segments) {
    const open = columns.at(-1)
    if (open && left - open.end < height / 2) open.end = Math.max(open.end, right)
    else columns.push({ begin: left, end: right })
  }
  return edgesOf(columns, height)
}

interface Span {
  begin: number
  end: number
}

/** Halfway between spans, and `beside` the first and the last. */
function edgesOf(spans: readonly Span[], beside: number): number[] {
  const [first] = spans
  const last = spans.at(-1)
  if (!first || !last) return []
  const between = spans.slice(1).map(({ begin }, index) => ((spans[index]?.end ?? begin) + begin) / 2)
  return [first.begin - beside, ...between, last.end + beside]
}

const straightRuling = (across: number, begin: number, end: number): Ruling => ({
  points: [
    { along: begin, across },
    { along: end, across },
  ],
  spans: [],
  visible: 0,
})
