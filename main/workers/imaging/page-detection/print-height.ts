import type { GrayImage } from '../../pixels/gray-image.ts'

/** Fewer letters or words than this say nothing. */
const minComponents = 12

/** The part of all letters that is no larger: below it stand the crumbs into which faint print falls. */
const quantile = 0.8

/**
 * The height of the larger print in pixels: of the letters, or the words that run together, four of five are smaller
 * by their shorter extent, which holds for pages that lie on their side too. Undefined where there is next to no print.
 */
export function findPrintHeight({ data, width, height }: GrayImage): number | undefined {
  const seen = new Uint8Array(data.length)
  const stack: number[] = []
  const heights: number[] = []
  for (let start = 0; start < data.length; start++) {
    if (!data[start] || seen[start]) continue
    let [left, right, top, bottom, count] = [width, 0, height, 0, 0]
    seen[start] = 1
    stack.push(start)
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width
      const y = (at - x) / width
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      count++
      for (const next of [x > 0 ? at - 1 : at, x < width - 1 ? at + 1 : at, at - width, at + width]) {
        if (!data[next] || seen[next]) continue
        seen[next] = 1
        stack.push(next)
      }
    }
    const shorter = Math.min(right - left, bottom - top) + 1
    // Dust is smaller than a letter; ruled lines are thin, and frames are nearly empty.
    if (shorter >= 3 && count > 0.15 * (right - left + 1) * (bottom - top + 1)) heights.push(shorter)
  }
  if (heights.length < minComponents) return undefined
  return heights.sort((a, b) => a - b)[Math.floor(quantile * heights.length)]
}
