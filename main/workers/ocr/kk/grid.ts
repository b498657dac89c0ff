import type { Box } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { acrossAt, type Ruling, rulingBegin, rulingEnd, visiblePart } from '../segmentation/rulings.ts'

/** A ruled table: `columns + 1` upright lines and `rows + 1` level ones, from left to right and from the top down. */
export interface Grid {
  verticals: Ruling[]
  horizontals: Ruling[]
}

export const columnCount = (grid: Grid): number => grid.verticals.length - 1
export const rowCount = (grid: Grid): number => grid.horizontals.length - 1

/** The inside of a cell on the page, by the lines where they pass it. */
export function cellBox(grid: Grid, row: number, column: number): Box {
  const [above, below] = [grid.horizontals[row], grid.horizontals[row + 1]]
  const [before, after] = [grid.verticals[column], grid.verticals[column + 1]]
  if (!above || !below || !before || !after) throw new RangeError('no such cell')
  const y = (acrossAt(above, acrossAt(before, 0)) + acrossAt(below, acrossAt(before, 0))) / 2
  const left = acrossAt(before, y)
  const right = acrossAt(after, y)
  const x = (left + right) / 2
  const inset = 2
  return {
    left: Math.ceil(left) + inset,
    right: Math.floor(right) - inset,
    top: Math.ceil(acrossAt(above, x)) + inset,
    bottom: Math.floor(acrossAt(below, x)) - inset,
  }
}

/** Pixels that a piece of a line may lie off where the line was put. */
const maxDistance = 5

/** Whether a level line is one of a table's: print in small letters is as dark as a line, and as long. */
export function isHorizontalOf(grid: Grid, line: Ruling): boolean {
  const middle = middleOf(line)
  return grid.horizontals.some(
    (horizontal) => Math.abs(acrossAt(horizontal, middle) - acrossAt(line, middle)) <= maxDistance,
  )
}

/** Whether an upright line passes a table, or a part of it. */
export function isVerticalOf(grid: Grid, line: Ruling): boolean {
  const [first, last] = [grid.horizontals[0], grid.horizontals.at(-1)]
  if (!first || !last) return false
  const x = positionOf(line)
  return rulingEnd(line) > acrossAt(first, x) && rulingBegin(line) < acrossAt(last, x)
}

/** Level lines of a table are at least this part of the page wide. */
const minWidth = 0.35
/** A member table has a line number and at least this many columns. */
const minColumns = 6
/** Lines that are closer than this part of the page's width are one. */
const sameLinePart = 0.004

/**
 * Finds the tables of a page: bands between two level lines that the same upright lines cross. What two tables have
 * between them is crossed by none of their inner lines.
 */
export function findGrids(
  page: GrayImage,
  horizontals: readonly Ruling[],
  verticals: readonly Ruling[],
): Grid[] {
  const near = page.width * sameLinePart
  const long = withoutDuplicates(
    horizontals.filter((line) => rulingEnd(line) - rulingBegin(line) >= page.width * minWidth),
    page.width / 2,
    near,
  )
  const bands = long.slice(0, -1).map((above, index) => {
    const below = long[index + 1] ?? above
    return { above, below, crossing: verticals.filter((line) => crosses(line, above, below)) }
  })
  const grids: Grid[] = []
  let open: Band[] = []
  const close = (): void => {
    const grid = gridOf(open, verticals, near)
    if (grid) grids.push(grid)
    open = []
  }
  for (const band of bands) {
    const known = new Set(open.flatMap(({ crossing }) => crossing.map(positionOf)))
    const shared = band.crossing.filter((line) =>
      [...known].some((position) => Math.abs(position - positionOf(line)) < near),
    ).length
    if (band.crossing.length < minColumns - 1 || (open.length > 0 && shared < band.crossing.length / 2))
      close()
    if (band.crossing.length >= minColumns - 1) open.push(band)
  }
  close()
  return grids
}

const positionOf = (line: Ruling): number => line.points[0]?.across ?? 0

/** In the order in which they cross the page at a place; of those that lie together the longest. */
function withoutDuplicates(lines: readonly Ruling[], at: number, near: number): Ruling[] {
  const unique: Ruling[] = []
  for (const line of lines.toSorted((a, b) => acrossAt(a, at) - acrossAt(b, at))) {
    const before = unique.at(-1)
    if (!before || acrossAt(line, at) - acrossAt(before, at) > near) unique.push(line)
    else if (line.visible > before.visible) unique[unique.length - 1] = line
  }
  return unique
}

/** Whether an upright line is there for most of the way between two level ones. */
function crosses(line: Ruling, above: Ruling, below: Ruling): boolean {
  const x = positionOf(line)
  const top = acrossAt(above, x)
  const bottom = acrossAt(below, x)
  return bottom - top > 8 && visiblePart(line, top, bottom) > 0.6
}

interface Band {
  above: Ruling
  below: Ruling
  crossing: Ruling[]
}

/** Upright lines that cross many bands are those of the columns; a letter's stem crosses one. */
function gridOf(bands: readonly Band[], verticals: readonly Ruling[], near: number): Grid | undefined {
  const [first] = bands
  const last = bands.at(-1)
  if (!first || !last || bands.length < 3) return undefined
  const middle = (acrossAt(first.above, 0) + acrossAt(last.below, 0)) / 2
  const height = acrossAt(last.below, 0) - acrossAt(first.above, 0)
  // The edge of the sheet is no line of the table: level lines do not go that far.
  const [begin, end] = [
    median(bands.map(({ above }) => rulingBegin(above))),
    median(bands.map(({ above }) => rulingEnd(above))),
  ]
  const columns = withoutDuplicates(
    verticals.filter((line) => {
      if (positionOf(line) < begin - 3 * near || positionOf(line) > end + 3 * near) return false
      const count = bands.filter(({ crossing }) => crossing.includes(line)).length
      return count >= Math.max(2, bands.length * 0.4) && rulingEnd(line) - rulingBegin(line) > height * 0.3
    }),
    middle,
    near * 2,
  )
  if (columns.length - 1 < minColumns) return undefined
  const horizontals = insertMissingRows([first.above, ...bands.map(({ below }) => below)])
  return { verticals: columns, horizontals: appendMissingRows(horizontals, columns) }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

const middleOf = (line: Ruling): number => (rulingBegin(line) + rulingEnd(line)) / 2
const distance = (above: Ruling, below: Ruling): number =>
  acrossAt(below, middleOf(below)) - acrossAt(above, middleOf(below))

function medianRowHeight(horizontals: readonly Ruling[]): number {
  const heights = horizontals.slice(1).map((line, index) => distance(horizontals[index] ?? line, line))
  return median(heights)
}

/** Puts back level lines that were not found: a band as high as several rows is several rows. */
function insertMissingRows(horizontals: readonly Ruling[]): Ruling[] {
  const usual = medianRowHeight(horizontals)
  const all: Ruling[] = horizontals.slice(0, 1)
  for (const [index, below] of horizontals.slice(1).entries()) {
    const above = horizontals[index] ?? below
    const height = distance(above, below)
    const rows = Math.round(height / usual)
    // The rows of the titles are as high as they please.
    if (index >= 2 && rows >= 2 && Math.abs(height / usual - rows) < 0.15)
      for (let row = 1; row < rows; row++) all.push(shifted(above, (height * row) / rows))
    all.push(below)
  }
  return all
}

/** Puts back the last level lines where the upright ones go on. */
function appendMissingRows(horizontals: readonly Ruling[], columns: readonly Ruling[]): Ruling[] {
  const all = [...horizontals]
  const usual = medianRowHeight(horizontals)
  const end = median(columns.map(rulingEnd))
  for (let last = all.at(-1); last && all.length < maxRows; last = all.at(-1)) {
    if (acrossAt(last, middleOf(last)) + usual * 0.85 > end) break
    all.push(shifted(last, usual))
  }
  return all
}

/** The title, the numbers of the columns and the members of the largest family, twice. */
const maxRows = 24

function shifted(line: Ruling, distance: number): Ruling {
  return {
    points: line.points.map(({ along, across }) => ({ along, across: across + distance })),
    spans: [],
    visible: 0,
  }
}
