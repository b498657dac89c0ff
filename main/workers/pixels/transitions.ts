import type { GrayImage } from './gray-image.ts'
import { getKernels } from './kernels.ts'

/** The columns of a strip: the first, and the one after the last. */
export interface ColumnRange {
  from: number
  to: number
}

/** How often neighbours differ by more than `threshold` levels, in each row of each strip. */
export function countTransitions(
  { data, width, height }: GrayImage,
  strips: readonly ColumnRange[],
  threshold: number,
): Uint32Array[] {
  // The counts are numbers of four bytes each.
  const rows = Math.ceil(data.length / 4) * 4
  const { kernels, bytes } = getKernels(rows + 4 * height)
  bytes.set(data)
  return strips.map(({ from, to }) => {
    kernels.countTransitions(0, width, height, from, to, threshold, rows)
    return new Uint32Array(bytes.buffer.slice(rows, rows + 4 * height))
  })
}
