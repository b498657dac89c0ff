import { Problem } from '../../../shared/problems.ts'
import { limits } from './limits.ts'

/** A decoded page: upright, opaque sRGB, 8 bits a channel, 3 channels, rows without padding. */
export interface Pixels {
  data: Uint8Array
  width: number
  height: number
}

/** Longest edge of a stored page in pixels: A4 at 300 dpi. Finer scans are reduced to it. */
export const longestEdge = 3508

/** Refuses by the header alone, before memory is spent. Throws `image-too-large`, `image-too-small`. */
export function checkDimensions(width: number, height: number): void {
  if (width * height > limits.pixels) throw new Problem('image-too-large')
  if (Math.min(width, height) < limits.shortestSide) throw new Problem('image-too-small')
}
