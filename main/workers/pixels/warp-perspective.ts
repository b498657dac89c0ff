import { acquireBuffer } from './buffer-pool.ts'
import { homography } from './homography.ts'
import type { Image } from './image.ts'
import { getKernels } from './kernels.ts'
import type { Quadrilateral } from './quadrilateral.ts'

/**
 * Cuts a quadrilateral out of a picture as a rectangle of that many pixels, without its perspective. What lies
 * outside the picture becomes white. Interpolates between four pixels, in 256ths: where the result is to be smaller
 * than half the quadrilateral, reduce the picture first.
 */
export function warpPerspective(
  image: Image,
  quadrilateral: Quadrilateral,
  width: number,
  height: number,
): Image {
  const { channels } = image
  const target = image.data.length
  const end = target + width * height * channels
  const { kernels, bytes } = getKernels(end)
  bytes.set(image.data)
  const kernel = channels === 3 ? kernels.warpPerspective : kernels.warpPerspectiveGray
  kernel(0, image.width, image.height, target, width, height, ...homography(quadrilateral))
  const data = acquireBuffer(end - target)
  data.set(bytes.subarray(target, end))
  return { data, width, height, channels }
}
