import type { Plane } from './plane.ts'

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
export function findSkew(print: Plane): number {
  const rows = count(print, 'rows')
  const columns = count(print, 'columns')
  if (rows.counts.reduce((sum, value) => sum + value, 0) < fewestSpots) return 0
  const rate = (degrees: number) => Math.max(unevenness(rows, -degrees), unevenness(columns, degrees))
  const coarse = range(-widest, widest, 0.5)
  const rated = coarse.map(rate)
  const rough = best(coarse, rated)
  const mean = rated.reduce((sum, value) => sum + value, 0) / rated.length
  if (Math.max(...rated) < leastContrast * mean) return 0
  const fine = range(rough - 0.5, rough + 0.5, 0.05)
  return best(fine, fine.map(rate))
}

/** Rows and columns are tilted in steps: so many pixels of one stay together. */
const strip = 8

/** How many pixels of print each row has in each strip of columns; or each column, in each strip of rows. */
interface Counts {
  counts: Uint8Array
  strips: number
  /** Of a strip: its number of rows, or of columns. */
  length: number
}

function count({ data, width, height }: Plane, lines: 'rows' | 'columns'): Counts {
  const [length, across] = lines === 'rows' ? [height, width] : [width, height]
  const strips = Math.ceil(across / strip)
  const counts = new Uint8Array(strips * length)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (!data[at]) continue
      const to = lines === 'rows' ? Math.floor(x / strip) * length + y : Math.floor(y / strip) * length + x
      counts[to] = (counts[to] ?? 0) + 1
    }
  }
  return { counts, strips, length }
}

/** How unevenly the print is spread over the rows, or columns, when each strip is moved on as far as that tilt says. */
function unevenness({ counts, strips, length }: Counts, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180) * strip
  const margin = Math.ceil(Math.abs(slope) * strips) + 1
  const sums = new Int32Array(length + 2 * margin)
  for (let index = 0, from = 0; index < strips; index++) {
    const moved = margin + Math.round(slope * (index + 0.5))
    for (let at = 0; at < length; at++, from++)
      sums[moved + at] = (sums[moved + at] ?? 0) + (counts[from] ?? 0)
  }
  let uneven = 0
  for (let at = 1; at < sums.length; at++) uneven += ((sums[at] ?? 0) - (sums[at - 1] ?? 0)) ** 2
  return uneven
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step)
}

function best(angles: readonly number[], rated: readonly number[]): number {
  return angles[rated.indexOf(Math.max(...rated))] ?? 0
}
