import { countNonZero } from '../../pixels/binary-mask.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { crop } from '../../pixels/gray-image.ts'
import { getKernels } from '../../pixels/kernels.ts'
import { areaOf, type Quadrilateral, type Side, sideEnds, sides } from '../../pixels/quadrilateral.ts'

/** Farther turned pages are found by their outline, or not at all. */
const maxDegrees = 12
/** How much clearer than on average the lines must stand out for the skew to be believed. */
const minContrast = 1.3
/** Pixels of print below which there are no lines. */
const minPrintPixels = 200

/**
 * The angle in degrees, clockwise, by which the lines of print and of tables are off the level or, on a page that lies
 * on its side, off the upright. 0 where there are none.
 */
export function findSkew(print: GrayImage): number {
  if (countNonZero(print) < minPrintPixels) return 0
  const { rows, columns } = createProfiles(print)
  const rate = (degrees: number) => Math.max(rows(-degrees), columns(degrees))
  const coarse = range(-maxDegrees, maxDegrees, 0.5)
  const rated = coarse.map(rate)
  const rough = best(coarse, rated)
  const mean = rated.reduce((sum, value) => sum + value, 0) / rated.length
  if (Math.max(...rated) < minContrast * mean) return 0
  const fine = range(rough - 0.5, rough + 0.5, 0.05)
  return best(fine, fine.map(rate))
}

/** Rows and columns are tilted in steps: so many pixels of one stay together, as `countPrint` counts them. */
const strip = 8

/** How many pixels of print each row has in each strip of columns; or each column, in each strip of rows. */
interface Profile {
  /** Where they lie. */
  offset: number
  strips: number
  /** Of a strip: its number of rows, or of columns. */
  length: number
}

/** Answers how unevenly the print is spread over rows and over columns that are tilted by so many degrees. */
function createProfiles({ data, width, height }: GrayImage): {
  rows: (degrees: number) => number
  columns: (degrees: number) => number
} {
  const rows: Profile = { offset: data.length, strips: Math.ceil(width / strip), length: height }
  const columns: Profile = {
    offset: rows.offset + rows.strips * height,
    strips: Math.ceil(height / strip),
    length: width,
  }
  const sums = columns.offset + columns.strips * width
  const room = (lines: Profile) => 2 * (lines.length + 2 * marginOf(lines, slopeOf(maxDegrees + 1)))
  const { kernels, bytes } = getKernels(sums + Math.max(room(rows), room(columns)))
  bytes.set(data)
  bytes.fill(0, rows.offset, sums)
  kernels.projectionProfiles(0, width, height, rows.offset, columns.offset)
  const sharpnessAt = (lines: Profile) => (degrees: number) => {
    const slope = slopeOf(degrees)
    return kernels.profileSharpness(
      lines.offset,
      lines.strips,
      lines.length,
      slope,
      marginOf(lines, slope),
      sums,
    )
  }
  return { rows: sharpnessAt(rows), columns: sharpnessAt(columns) }
}

/** By how much a line that is off by so many degrees has moved on from one strip to the next. */
const slopeOf = (degrees: number): number => Math.tan((degrees * Math.PI) / 180) * strip

const marginOf = ({ strips }: Profile, slope: number): number => Math.ceil(Math.abs(slope) * strips) + 1

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step)
}

function best(angles: readonly number[], rated: readonly number[]): number {
  return angles[rated.indexOf(Math.max(...rated))] ?? 0
}

/** From this part of the picture on a sheet is as large as the glass it lies on. */
const minFilled = 0.9
/** Degrees by which a side may seem off the lines of the print, and these on one half of the page off all of them. */
const sideTolerance = 0.35
const lineTolerance = 0.3

/**
 * Whether the outline of a sheet that fills the picture is refuted by its print. A sheet as large as the glass cannot lie
 * askew within it: its edges are partly beyond the border, and what was taken for them is the border. Its lines of print
 * tell better how it lies, as long as they run the same way everywhere: then no perspective is to be taken out.
 */
export function contradictedByTextSkew(outline: Quadrilateral, print: GrayImage): boolean {
  if (areaOf(outline) < minFilled * print.width * print.height) return false
  const skew = findSkew(print)
  if (sides.every((side) => Math.abs(tiltOf(outline, side) - skew) <= sideTolerance)) return false
  return halvesOf(print).every((half) => Math.abs(findSkew(half) - skew) <= lineTolerance)
}

/** Degrees, clockwise, by which a side is off the level or the upright, whichever is nearer. */
function tiltOf(outline: Quadrilateral, side: Side): number {
  const [from, to] = sideEnds(outline, side)
  const degrees = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI
  return degrees - Math.round(degrees / 90) * 90
}

/** The upper, the lower, the left and the right half. */
function halvesOf(mask: GrayImage): GrayImage[] {
  const [middleX, middleY] = [mask.width >> 1, mask.height >> 1]
  return [
    crop(mask, { left: 0, top: 0, right: mask.width, bottom: middleY }),
    crop(mask, { left: 0, top: middleY, right: mask.width, bottom: mask.height }),
    crop(mask, { left: 0, top: 0, right: middleX, bottom: mask.height }),
    crop(mask, { left: middleX, top: 0, right: mask.width, bottom: mask.height }),
  ]
}
