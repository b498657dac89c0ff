import type { Box } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { acrossAt, type Ruling, rulingBegin, rulingEnd, seenBetween } from '../segmentation/rulings.ts'

/** A ruled table: `columns + 1` upright lines and `rows + 1` level ones, from left to right and from the top down. */
export interface Grid {
  uprights: Ruling[]
  levels: Ruling[]
}

export const columnCount = (grid: Grid): number => grid.uprights.length - 1
export const rowCount = (grid: Grid): number => grid.levels.length - 1

/** The inside of a cell on the page, by the lines where they pass it. */
export function cellBox(grid: Grid, row: number, column: number): Box {
  const [above, below] = [grid.levels[row], grid.levels[row + 1]]
  const [before, after] = [grid.uprights[column], grid.uprights[column + 1]]
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
const besideLine = 5

/** Whether a level line is one of a table's: print in small letters is as dark as a line, and as long. */
export function isLevelOf(grid: Grid, line: Ruling): boolean {
  const middle = middleOf(line)
  return grid.levels.some((level) => Math.abs(acrossAt(level, middle) - acrossAt(line, middle)) <= besideLine)
}

/** Whether an upright line passes a table, or a part of it. */
export function isUprightOf(grid: Grid, line: Ruling): boolean {
  const [first, last] = [grid.levels[0], grid.levels.at(-1)]
  if (!first || !last) return false
  const x = placeOf(line)
  return rulingEnd(line) > acrossAt(first, x) && rulingBegin(line) < acrossAt(last, x)
}

/** Level lines of a table are at least this part of the page wide. */
const leastWidth = 0.35
/** A member table has a line number and at least this many columns. */
const leastColumns = 6
/** Lines that are closer than this part of the page's width are one. */
const sameLine = 0.004

/**
 * Finds the tables of a page: bands between two level lines that the same upright lines cross. What two tables have
 * between them is crossed by none of their inner lines.
 */
export function findGrids(page: GrayImage, levels: readonly Ruling[], uprights: readonly Ruling[]): Grid[] {
  const near = page.width * sameLine
  const long = withoutDoubles(
    levels.filter((line) => rulingEnd(line) - rulingBegin(line) >= page.width * leastWidth),
    page.width / 2,
    near,
  )
  const bands = long.slice(0, -1).map((above, index) => {
    const below = long[index + 1] ?? above
    return { above, below, crossing: uprights.filter((line) => crosses(line, above, below)) }
  })
  const grids: Grid[] = []
  let open: Band[] = []
  const close = (): void => {
    const grid = gridOf(open, uprights, near)
    if (grid) grids.push(grid)
    open = []
  }
  for (const band of bands) {
    const known = new Set(open.flatMap(({ crossing }) => crossing.map(placeOf)))
    const shared = band.crossing.filter((line) =>
      [...known].some((place) => Math.abs(place - placeOf(line)) < near),
    ).length
    if (band.crossing.length < leastColumns - 1 || (open.length > 0 && shared < band.crossing.length / 2))
      close()
    if (band.crossing.length >= leastColumns - 1) open.push(band)
  }
  close()
  return grids
}

const placeOf = (line: Ruling): number => line.points[0]?.across ?? 0

/** In the order in which they cross the page at a place; of those that lie together the longest. */
function withoutDoubles(lines: readonly Ruling[], at: number, near: number): Ruling[] {
  const kept: Ruling[] = []
  for (const line of lines.toSorted((a, b) => acrossAt(a, at) - acrossAt(b, at))) {
    const before = kept.at(-1)
    if (!before || acrossAt(line, at) - acrossAt(before, at) > near) kept.push(line)
    else if (line.seen > before.seen) kept[kept.length - 1] = line
  }
  return kept
}

/** Whether an upright line is there for most of the way between two level ones. */
function crosses(line: Ruling, above: Ruling, below: Ruling): boolean {
  const x = placeOf(line)
  const top = acrossAt(above, x)
  const bottom = acrossAt(below, x)
  return bottom - top > 8 && seenBetween(line, top, bottom) > 0.6
}

interface Band {
  above: Ruling
  below: Ruling
  crossing: Ruling[]
}

/** Upright lines that cross many bands are those of the columns; a letter's stem crosses one. */
function gridOf(bands: readonly Band[], uprights: readonly Ruling[], near: number): Grid | undefined {
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
  const columns = withoutDoubles(
    uprights.filter((line) => {
      if (placeOf(line) < begin - 3 * near || placeOf(line) > end + 3 * near) return false
      const count = bands.filter(({ crossing }) => crossing.includes(line)).length
      return count >= Math.max(2, bands.length * 0.4) && rulingEnd(line) - rulingBegin(line) > height * 0.3
    }),
    middle,
    near * 2,
  )
  if (columns.length - 1 < leastColumns) return undefined
  const levels = evenlyRuled([first.above, ...bands.map(({ below }) => below)])
  return { uprights: columns, levels: continued(levels, columns) }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

const middleOf = (line: Ruling): number => (rulingBegin(line) + rulingEnd(line)) / 2
const distance = (above: Ruling, below: Ruling): number =>
  acrossAt(below, middleOf(below)) - acrossAt(above, middleOf(below))

function usualHeight(levels: readonly Ruling[]): number {
  const heights = levels.slice(1).map((line, index) => distance(levels[index] ?? line, line))
  return median(heights)
}

/** Puts back level lines that were not found: a band as high as several rows is several rows. */
function evenlyRuled(levels: readonly Ruling[]): Ruling[] {
  const usual = usualHeight(levels)
  const all: Ruling[] = levels.slice(0, 1)
  for (const [index, below] of levels.slice(1).entries()) {
    const above = levels[index] ?? below
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
function continued(levels: readonly Ruling[], columns: readonly Ruling[]): Ruling[] {
  const all = [...levels]
  const usual = usualHeight(levels)
  const end = median(columns.map(rulingEnd))
  for (let last = all.at(-1); last && all.length < mostRows; last = all.at(-1)) {
    if (acrossAt(last, middleOf(last)) + usual * 0.85 > end) break
    all.push(shifted(last, usual))
  }
  return all
}

/** The title, the numbers of the columns and the members of the largest family, twice. */
const mostRows = 24

function shifted(line: Ruling, by: number): Ruling {
  return {
    points: line.points.map(({ along, across }) => ({ along, across: across + by })),
    spans: [],
    seen: 0,
  }
}
