import type { NormalisedLine } from '../../nn/normalise-line.ts'

/** Between which rows the digits of a line stand, at its middle column, and how they sink along it. */
export interface DigitBand {
  top: number
  bottom: number
  /** Rows down for each column to the right. */
  slope: number
}

/** Steps between these slopes are half a row at the ends of a line ten times as long as high. */
const slopes = [0, -0.01, 0.01, -0.02, 0.02, -0.03, 0.03, -0.045, 0.045, -0.06, 0.06]

/**
 * Finds the rows of the digits by what changes along each row: strokes make a row change often, the rules of a table
 * and what is cut in from the neighbouring lines do not. A line that is not level is tried at several slopes; the
 * right one has the sharpest edges above and below.
 */
export function findDigitBand(ink: NormalisedLine): DigitBand {
  let best: { slope: number; rows: Float32Array; sharpness: number } | undefined
  for (const slope of slopes) {
    const rows = rowTransitions(ink, slope)
    let sharpness = 0
    for (let y = 1; y < rows.length; y++) sharpness += ((rows[y] ?? 0) - (rows[y - 1] ?? 0)) ** 2
    // A level line is the usual one: another has to be clearly sharper.
    if (!best || sharpness > best.sharpness * (best.slope === 0 ? 1.1 : 1)) best = { slope, rows, sharpness }
  }
  const { slope, rows } = best ?? { slope: 0, rows: new Float32Array(ink.height) }
  const sorted = rows.toSorted()
  const floor = sorted[Math.floor(sorted.length * 0.05)] ?? 0
  const high = sorted[Math.floor(sorted.length * 0.85)] ?? 0
  const threshold = floor + (high - floor) * 0.33
  const { top, bottom } = strongestRun(rows, threshold)
  return { top, bottom, slope }
}

/** Of the runs of rows above the threshold, a row's gap forgiven, the one with most in it, those at the edge last. */
function strongestRun(rows: Float32Array, threshold: number): { top: number; bottom: number } {
  const maxGap = Math.max(1, Math.round(rows.length * 0.05))
  let best = { top: 0, bottom: rows.length, weight: 0 }
  let top = 0
  while (top < rows.length) {
    if ((rows[top] ?? 0) < threshold) {
      top++
      continue
    }
    let bottom = top
    let weight = 0
    for (let y = top; y < rows.length && y - bottom <= maxGap; y++) {
      if ((rows[y] ?? 0) < threshold) continue
      weight += (rows[y] ?? 0) - threshold
      bottom = y
    }
    if (top === 0 || bottom === rows.length - 1) weight /= 2
    if (weight > best.weight) best = { top, bottom: bottom + 1, weight }
    top = bottom + 1
  }
  return best
}

function rowTransitions({ data, width, height }: NormalisedLine, slope: number): Float32Array {
  const rows = new Float32Array(height)
  for (let x = 1; x < width; x++) {
    const shift = Math.round((x - width / 2) * slope)
    for (let y = Math.max(0, -shift); y < Math.min(height, height - shift); y++) {
      const at = (y + shift) * width + x
      const change = Math.abs((data[at] ?? 0) - (data[at - 1] ?? 0))
      // Grain changes a little everywhere.
      if (change > 0.12) rows[y] = (rows[y] ?? 0) + change
    }
  }
  return rows
}
