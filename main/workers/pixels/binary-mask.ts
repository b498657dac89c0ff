import { getKernels } from './kernels.ts'

/** A binary image: 1 in the foreground (print), 0 elsewhere; one byte a pixel, rows without padding. */
export interface BinaryMask {
  data: Uint8Array
  width: number
  height: number
}

/** How many pixels are 1. */
export function countNonZero({ data }: BinaryMask): number {
  const { kernels, bytes } = getKernels(data.length)
  bytes.set(data)
  return kernels.countNonZero(0, data.length)
}
