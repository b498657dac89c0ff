import { takeMemory } from './buffer-pool.ts'
import type { Pixels } from './image.ts'
import { openLoops } from './kernels.ts'

/** One channel of a picture: one byte a pixel, rows without padding. */
export interface Plane {
  data: Uint8Array
  width: number
  height: number
}

/** How many pixels are 1, of a plane of nothing but 0 and 1. */
export function countOnes({ data }: Plane): number {
  const { loops, bytes } = openLoops(data.length)
  bytes.set(data)
  return loops.countOnes(0, data.length)
}

/** The plane turned by a quarter clockwise. */
export function turnPlane({ data, width, height }: Plane): Plane {
  const { loops, bytes } = openLoops(2 * data.length)
  bytes.set(data)
  loops.turn(0, width, height, data.length)
  return { data: bytes.slice(data.length, 2 * data.length), width: height, height: width }
}

/** One channel of a picture; of a grey one the only one. */
export function channel({ data, width, height, channels }: Pixels, index: 0 | 1 | 2): Plane {
  if (channels === 1) return { data, width, height }
  const end = data.length + width * height
  const { loops, bytes } = openLoops(end)
  bytes.set(data)
  loops.takeChannel(index, data.length, width * height)
  const plane = takeMemory(width * height)
  plane.set(bytes.subarray(data.length, end))
  return { data: plane, width, height }
}
