import { openLoops } from './pixel-loops.ts'
import type { Pixels } from './pixels.ts'

/** One channel of a picture: one byte a pixel, rows without padding. */
export interface Plane {
  data: Uint8Array
  width: number
  height: number
}

export function channel({ data, width, height }: Pixels, index: 0 | 1 | 2): Plane {
  const end = data.length + width * height
  const { loops, bytes } = openLoops(end)
  bytes.set(data)
  loops.takeChannel(index, data.length, width * height)
  return { data: bytes.slice(data.length, end), width, height }
}
