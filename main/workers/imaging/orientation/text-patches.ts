import type { GrayImage } from '../../pixels/gray-image.ts'
import { type ColumnRange, countTransitions } from '../../pixels/transitions.ts'

/** A candidate for a piece of a horizontal text line, in pixels of the image. */
export interface TextPatch {
  left: number
  /**
   * First row of the letters, and the one after the last: of capitals their height, of small ones about
   * theirs.
   */
  top: number
  bottom: number
  width: number
}

/** Aspect ratio of a patch: about seven letters. */
const aspectRatio = 8
/**
 * Width of the strips in which lines are searched: narrow enough that a skewed line stays horizontal in them.
 */
const stripWidth = 96
/** Letter heights in pixels: smaller ones cannot be recognised, larger ones are not a document's text. */
const minHeight = 5
const maxHeight = 48

/**
 * Finds candidates for horizontal text lines: rows of a strip with many transitions between dark and light,
 * and quiet rows above and below. Also finds patterns and portraits, which the network rejects.
 * @param maxPatches those with the most contrast to their surroundings first, at equal contrast one from each
 * strip before another: labels, all in one strip, must not decide for the whole page
 */
export function findTextPatches(gray: GrayImage, maxPatches: number): TextPatch[] {
  const threshold = transitionThreshold(gray)
  const found: (TextPatch & { weight: number; line: number })[] = []
  const strips = stripsOf(gray.width)
  for (const [index, rows] of countTransitions(gray, strips, threshold).entries()) {
    const { from, to } = strips[index] ?? { from: 0, to: 0 }
    for (const [line, { top, bottom, weight }] of findTextRuns(rows).entries()) {
      const width = Math.min(gray.width, (bottom - top) * aspectRatio)
      const left = Math.min(gray.width - width, Math.max(0, Math.round((from + to - width) / 2)))
      found.push({ left, top, bottom, width, weight, line })
    }
  }
  return found.toSorted((a, b) => b.weight - a.weight || a.line - b.line).slice(0, maxPatches)
}

function stripsOf(width: number): ColumnRange[] {
  const count = Math.max(1, Math.floor(width / stripWidth))
  return Array.from({ length: count }, (_, strip) => ({
    from: Math.floor((strip * width) / count),
    to: Math.floor(((strip + 1) * width) / count),
  }))
}

/**
 * Transition threshold: half of the 99th percentile of the differences between neighbours, but more than
 * noise.
 */
function transitionThreshold({ data }: GrayImage): number {
  const counts = new Uint32Array(256)
  for (let at = 8; at < data.length; at += 7) {
    const change = Math.abs((data[at] ?? 0) - (data[at - 1] ?? 0))
    counts[change] = (counts[change] ?? 0) + 1
  }
  let left = data.length / 7 / 100
  let change = 255
  while (change > 0 && left > 0) {
    left -= counts[change] ?? 0
    change--
  }
  return Math.min(32, Math.max(9, change / 2))
}

interface RowRun {
  top: number
  bottom: number
  /** Transitions inside, beyond those of its surroundings. */
  weight: number
}

function findTextRuns(rows: Uint32Array): RowRun[] {
  const runs: RowRun[] = []
  let top = 0
  while (top < rows.length) {
    if ((rows[top] ?? 0) < 5) {
      top++
      continue
    }
    let bottom = top
    let maxPatches = 0
    for (; bottom < rows.length && (rows[bottom] ?? 0) >= Math.max(5, maxPatches * 0.3); bottom++) {
      maxPatches = Math.max(maxPatches, rows[bottom] ?? 0)
    }
    const height = bottom - top
    if (height >= minHeight && height <= maxHeight) {
      const inside = mean(rows, top, bottom)
      const around = Math.max(mean(rows, top - 3, top - 1), mean(rows, bottom + 1, bottom + 3))
      const weight = Math.min(inside - around * 2, 30)
      if (weight > 0) runs.push({ top, bottom, weight })
    }
    top = bottom + 1
  }
  return runs
}

function mean(rows: Uint32Array, from: number, to: number): number {
  let sum = 0
  for (let y = Math.max(0, from); y < Math.min(rows.length, to); y++) sum += rows[y] ?? 0
  return sum / Math.max(1, to - from)
}
