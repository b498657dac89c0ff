import type { Box } from './box.ts'
import { acquireBuffer } from './buffer-pool.ts'
import type { Image } from './image.ts'
import { getKernels } from './kernels.ts'

/** One channel of a picture: one byte a pixel, rows without padding. */
export interface GrayImage {
  data: Uint8Array
  width: number
  height: number
}

/** The plane turned by a quarter clockwise. */
export function rotateQuarter({ data, width, height }: GrayImage): GrayImage {
  const { kernels, bytes } = getKernels(2 * data.length)
  bytes.set(data)
  kernels.rotateQuarter(0, width, height, data.length)
  return { data: bytes.slice(data.length, 2 * data.length), width: height, height: width }
}

/** One channel of a picture; of a grey one the only one. */
export function extractChannel({ data, width, height, channels }: Image, index: 0 | 1 | 2): GrayImage {
  if (channels === 1) return { data, width, height }
  const end = data.length + width * height
  const { kernels, bytes } = getKernels(end)
  bytes.set(data)
  kernels.extractChannel(index, data.length, width * height)
  const plane = acquireBuffer(width * height)
  plane.set(bytes.subarray(data.length, end))
  return { data: plane, width, height }
}

/** A piece of a picture, copied; the box lies inside the picture and is at least one pixel each way. */
export function crop(gray: GrayImage, box: Box): GrayImage {
  const width = Math.max(1, box.right - box.left)
  const height = Math.max(1, box.bottom - box.top)
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const start = (box.top + y) * gray.width + box.left
    data.set(gray.data.subarray(start, start + width), y * width)
  }
  return { data, width, height }
}
