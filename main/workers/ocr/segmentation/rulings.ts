import type { GrayImage } from '../../pixels/gray-image.ts'

/**
 * A ruled line, or a piece of one, as points along it: `along` runs with the line (x of a horizontal one), `across`
 * is where it lies (its y). A sheet is never quite flat, so a line is not quite straight.
 */
export interface Ruling {
  points: { along: number; across: number }[]
  /** Where along it the line was seen; between these it is broken off. */
  spans: { begin: number; end: number }[]
  /** Pixels of the line that were seen. */
  visible: number
}

export const rulingBegin = (ruling: Ruling): number => ruling.points[0]?.along ?? 0
export const rulingEnd = (ruling: Ruling): number => ruling.points.at(-1)?.along ?? 0

/** Where a line lies at a place along it; beyond its ends it goes on as it ended. */
export function acrossAt(ruling: Ruling, along: number): number {
  const { points } = ruling
  const next = points.findIndex((point) => point.along >= along)
  const before = points[next === -1 ? points.length - 1 : next - 1]
  const after = points[next]
  if (!before) return after?.across ?? 0
  if (!after || after.along === before.along) return before.across
  return (
    before.across + ((along - before.along) * (after.across - before.across)) / (after.along - before.along)
  )
}

/** How much of a stretch the line was seen in, 0 to 1. */
export function visiblePart(ruling: Ruling, begin: number, end: number): number {
  const visible = ruling.spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(end, span.end) - Math.max(begin, span.begin)),
    0,
  )
  return visible / (end - begin)
}

interface Run {
  begin: number
  end: number
  visible: number
}

interface Piece {
  begin: number
  end: number
  /** Rows that the piece takes, and where it begins and ends on them. */
  first: number
  last: number
  from: number
  to: number
  visible: number
}

/** Pixels from a line to the paper beside it: lines are up to twice as thick. */
const reach = 4
/** Part of the paper's brightness by which a line is darker than the paper on both sides. */
const contrast = 0.06
/** Pixels that may be missing in a line without ending it: where another one crosses. */
const maxGap = 6
/** A piece that rises over more rows than this, and more steeply than a page is ever askew, is no line. */
const maxThickness = 14
const maxSlope = 0.02

/**
 * Finds ruled lines, also thin and pale ones: what is darker than the paper on both of its sides over a long way.
 * @param minLength pixels that a piece has without a gap: more than a letter is wide or high
 */
export function findRulings(
  page: GrayImage,
  direction: 'horizontal' | 'vertical',
  minLength: number,
): Ruling[] {
  // Along rows memory is read as it lies there, which is several times as fast.
  const { data, width, height } = direction === 'horizontal' ? page : transposed(page)
  const rows: Run[][] = []
  for (let row = 0; row < height; row++) {
    const atEdge = row < reach || row >= height - reach
    rows.push(atEdge ? [] : darkRuns(data, row * width, width, minLength))
  }
  return chainPieces(joinRuns(rows), width)
}

/** Pixels of a block that is turned at once: as much as lies near in memory both ways. */
const blockSize = 32

/** The picture with its columns as rows. */
function transposed({ data, width, height }: GrayImage): GrayImage {
  const columns = new Uint8Array(data.length)
  for (let top = 0; top < height; top += blockSize) {
    const bottom = Math.min(height, top + blockSize)
    for (let left = 0; left < width; left += blockSize) {
      const right = Math.min(width, left + blockSize)
      for (let x = left; x < right; x++) {
        for (let y = top; y < bottom; y++) columns[x * height + y] = data[y * width + x] ?? 0
      }
    }
  }
  return { data: columns, width: height, height: width }
}

/** For each shade of paper the shade from which on a pixel beside it is as light. */
const lightThreshold = Int16Array.from({ length: 256 }, (_, paper) => Math.ceil(paper * (1 - contrast) - 2))
const lightBesideWhite = lightThreshold[255] ?? 255

/** Runs along one row of pixels that are darker than those above and below. */
function darkRuns(data: Uint8Array, start: number, length: number, minLength: number): Run[] {
  const side = reach * length
  const runs: Run[] = []
  let begin = -1
  let last = -1
  let visible = 0
  const close = (): void => {
    if (begin >= 0 && last + 1 - begin >= minLength && visible >= 0.75 * (last + 1 - begin))
      runs.push({ begin, end: last + 1, visible })
    begin = -1
    visible = 0
  }
  for (let along = 0, at = start; along < length; along++, at++) {
    const shade = data[at] ?? 0
    if (shade >= lightBesideWhite) continue
    const before = data[at - side] ?? 0
    const after = data[at + side] ?? 0
    if (shade >= (lightThreshold[before < after ? before : after] ?? 0)) continue
    if (begin >= 0 && along - last > maxGap) close()
    if (begin < 0) begin = along
    last = along
    visible++
  }
  close()
  return runs
}

/** Joins runs of neighbouring rows into pieces of lines: a line is thicker than a pixel and not quite level. */
function joinRuns(rows: readonly Run[][]): Piece[] {
  let open: Piece[] = []
  const found: Piece[] = []
  for (const [row, runs] of rows.entries()) {
    const next: Piece[] = []
    for (const run of runs) {
      const touched = open.find(
        (piece) =>
          piece.begin <= run.end + maxGap && piece.end >= run.begin - maxGap && piece.last >= row - 2,
      )
      if (!touched) {
        const piece = { ...run, first: row, last: row, from: row, to: row }
        found.push(piece)
        next.push(piece)
        continue
      }
      if (run.begin < touched.begin) touched.from = row
      if (run.end > touched.end) touched.to = row
      touched.begin = Math.min(touched.begin, run.begin)
      touched.end = Math.max(touched.end, run.end)
      touched.last = row
      touched.visible = Math.max(touched.visible, run.visible)
    }
    open = [...open.filter((piece) => piece.last >= row - 1), ...next]
  }
  return found.filter(
    ({ first, last, begin, end }) => last - first <= Math.max(maxThickness, maxSlope * (end - begin)),
  )
}

/** Part of the page's length that a line may be broken off for, and pixels that it may be off by then. */
const maxBreak = 0.02
const maxOffset = 4

/** Sets the pieces of one line behind each other. */
function chainPieces(found: readonly Piece[], length: number): Ruling[] {
  const lines: Ruling[] = []
  for (const piece of found.toSorted((a, b) => a.begin - b.begin)) {
    const middle = (piece.first + piece.last) / 2
    const tilt = Math.sign(piece.to - piece.from) * Math.max(0, (piece.last - piece.first - 2) / 2)
    const points = [
      { along: piece.begin, across: middle - tilt },
      { along: piece.end, across: middle + tilt },
    ]
    const start = points[0]
    const line = lines.find((candidate) => {
      const end = candidate.points.at(-1)
      if (!end || !start) return false
      const gap = start.along - end.along
      return (
        gap > -length * 0.05 && gap < length * maxBreak && Math.abs(end.across - start.across) <= maxOffset
      )
    })
    if (line) {
      line.points.push(...points.filter(({ along }) => along > rulingEnd(line)))
      line.spans.push({ begin: piece.begin, end: piece.end })
      line.visible += piece.visible
    } else lines.push({ points, spans: [{ begin: piece.begin, end: piece.end }], visible: piece.visible })
  }
  return lines
}
