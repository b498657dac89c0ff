import { Problem } from '../../../../shared/problems.ts'
import { limits } from '../limits.ts'

/**
 * Longest edge of a decoded picture in pixels: F4, as Indonesian offices use it, at 300 dpi, and a photo of
 * 12 megapixels. Finer ones are reduced to it.
 */
export const maxEdge = 4096

/** Refuses by the header alone, before memory is spent. Throws `image-too-large`, `image-too-small`. */
export function checkDimensions(width: number, height: number): void {
  if (width * height > limits.pixels) throw new Problem('image-too-large')
  if (Math.min(width, height) < limits.minSide) throw new Problem('image-too-small')
}
