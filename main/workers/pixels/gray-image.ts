import { acquireBuffer } from './buffer-pool.ts'
import type { Image } from './image.ts'
import { getKernels } from './kernels.ts'

/** One channel of a picture: one byte a pixel, rows without padding. */
export interface GrayImage {
  data: Uint8Array
  width: number
  height: number
}

/** How many pixels are 1, of a plane of nothing but 0 and 1. */
export function countOnes({ data }: GrayImage): number {
  const { loops, bytes } = getKernels(data.length)
  bytes.set(data)
  return loops.countOnes(0, data.length)
}

/** The plane turned by a quarter clockwise. */
export function rotateQuarter({ data, width, height }: GrayImage): GrayImage {
  const { loops, bytes } = getKernels(2 * data.length)
  bytes.set(data)
  loops.turn(0, width, height, data.length)
  return { data: bytes.slice(data.length, 2 * data.length), width: height, height: width }
}

/** One channel of a picture; of a grey one the only one. */
export function channel({ data, width, height, channels }: Image, index: 0 | 1 | 2): GrayImage {
  if (channels === 1) return { data, width, height }
  const end = data.length + width * height
  const { loops, bytes } = getKernels(end)
  bytes.set(data)
  loops.takeChannel(index, data.length, width * height)
  const plane = acquireBuffer(width * height)
  plane.set(bytes.subarray(data.length, end))
  return { data: plane, width, height }
}
