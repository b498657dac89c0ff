import type { GrayImage } from '../pixels/gray-image.ts'

/** How much ink lies on each pixel: paper 0, full ink 1, row by row. */
export interface NormalisedLine {
  data: Float32Array
  width: number
  height: number
}

/** Darkness below which a difference from the paper is noise, of 255. */
const minContrast = 14

/**
 * Evens out the light along a line of text: the paper, with whatever tint or shadow lies on it, becomes 0 and the ink,
 * black or faded, 1. Both are measured in windows as wide as the line is high, and blended in between.
 */
export function normaliseLine(line: GrayImage): NormalisedLine {
  const { data, width, height } = line
  const windows = Math.max(1, Math.round(width / Math.max(8, height)))
  const paper = new Float32Array(windows)
  const contrast = new Float32Array(windows)
  for (let window = 0; window < windows; window++) {
    // Half of each neighbour is looked at too: a window may hold nothing but one broad stroke.
    const from = Math.max(0, Math.floor(((window - 0.5) * width) / windows))
    const to = Math.min(width, Math.ceil(((window + 1.5) * width) / windows))
    const counts = columnHistogram(line, from, to)
    paper[window] = quantile(counts, 0.75)
    contrast[window] = Math.max(0, (paper[window] ?? 0) - quantile(counts, 0.04))
  }
  const maxContrast = Math.max(minContrast, ...contrast)
  const ink = new Float32Array(data.length)
  for (let x = 0; x < width; x++) {
    const position = Math.min(windows - 1, Math.max(0, ((x + 0.5) * windows) / width - 0.5))
    const [before, share] = [Math.floor(position), position % 1]
    const after = Math.min(windows - 1, before + 1)
    const level = (paper[before] ?? 0) * (1 - share) + (paper[after] ?? 0) * share
    // Where a window is all paper its few grey specks must not become ink.
    const localContrast = (contrast[before] ?? 0) * (1 - share) + (contrast[after] ?? 0) * share
    const fullInk = Math.max(localContrast, maxContrast * 0.45)
    for (let at = x; at < data.length; at += width) {
      ink[at] = Math.min(1.1, Math.max(0, (level - (data[at] ?? 0)) / fullInk))
    }
  }
  return { data: ink, width, height }
}

function columnHistogram({ data, width }: GrayImage, from: number, to: number): Uint32Array {
  const counts = new Uint32Array(256)
  for (let row = 0; row < data.length; row += width) {
    for (let x = from; x < to; x++) {
      const value = data[row + x] ?? 0
      counts[value] = (counts[value] ?? 0) + 1
    }
  }
  return counts
}

/** The brightness below which this share of the pixels lies. */
function quantile(counts: Uint32Array, share: number): number {
  let left = counts.reduce((sum, count) => sum + count, 0) * share
  for (const [value, count] of counts.entries()) {
    left -= count
    if (left <= 0) return value
  }
  return 255
}
