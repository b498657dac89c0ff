import { countOnes, type GrayImage } from '../../pixels/gray-image.ts'
import { getKernels } from '../../pixels/kernels.ts'

/** Farther turned pages are found by their outline, or not at all. */
const widest = 12
/** How much clearer than on average the lines must stand out for the skew to be believed. */
const leastContrast = 1.3
/** Pixels of print below which there are no lines. */
const fewestSpots = 200

/**
 * The angle in degrees, clockwise, by which the lines of print and of tables are off the level or, on a page that lies
 * on its side, off the upright. 0 where there are none.
 */
export function findSkew(print: GrayImage): number {
  if (countOnes(print) < fewestSpots) return 0
  const { rows, columns } = countLines(print)
  const rate = (degrees: number) => Math.max(rows(-degrees), columns(degrees))
  const coarse = range(-widest, widest, 0.5)
  const rated = coarse.map(rate)
  const rough = best(coarse, rated)
  const mean = rated.reduce((sum, value) => sum + value, 0) / rated.length
  if (Math.max(...rated) < leastContrast * mean) return 0
  const fine = range(rough - 0.5, rough + 0.5, 0.05)
  return best(fine, fine.map(rate))
}

/** Rows and columns are tilted in steps: so many pixels of one stay together, as `countPrint` counts them. */
const strip = 8

/** How many pixels of print each row has in each strip of columns; or each column, in each strip of rows. */
interface Counts {
  /** Where they lie. */
  at: number
  strips: number
  /** Of a strip: its number of rows, or of columns. */
  length: number
}

/** Answers how unevenly the print is spread over rows and over columns that are tilted by so many degrees. */
function countLines({ data, width, height }: GrayImage): {
  rows: (degrees: number) => number
  columns: (degrees: number) => number
} {
  const rows: Counts = { at: data.length, strips: Math.ceil(width / strip), length: height }
  const columns: Counts = {
    at: rows.at + rows.strips * height,
    strips: Math.ceil(height / strip),
    length: width,
  }
  const sums = columns.at + columns.strips * width
  const room = (lines: Counts) => 2 * (lines.length + 2 * marginOf(lines, slopeOf(widest + 1)))
  const { loops, bytes } = getKernels(sums + Math.max(room(rows), room(columns)))
  bytes.set(data)
  bytes.fill(0, rows.at, sums)
  loops.countPrint(0, width, height, rows.at, columns.at)
  const tilted = (lines: Counts) => (degrees: number) => {
    const slope = slopeOf(degrees)
    return loops.unevenness(lines.at, lines.strips, lines.length, slope, marginOf(lines, slope), sums)
  }
  return { rows: tilted(rows), columns: tilted(columns) }
}

/** By how much a line that is off by so many degrees has moved on from one strip to the next. */
const slopeOf = (degrees: number): number => Math.tan((degrees * Math.PI) / 180) * strip

const marginOf = ({ strips }: Counts, slope: number): number => Math.ceil(Math.abs(slope) * strips) + 1

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step)
}

function best(angles: readonly number[], rated: readonly number[]): number {
  return angles[rated.indexOf(Math.max(...rated))] ?? 0
}
