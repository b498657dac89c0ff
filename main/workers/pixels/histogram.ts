import { getKernels } from './kernels.ts'

/** How many values there are of each level from 0 to 255. */
export function histogram(values: Uint8Array): Uint32Array {
  const counts = Math.ceil(values.length / 4) * 4
  const { kernels, bytes } = getKernels(counts + 1024)
  bytes.set(values)
  kernels.histogram(0, values.length, counts)
  return new Uint32Array(bytes.buffer.slice(counts, counts + 1024))
}

/** The level below which that part of all values lies. */
export function percentile(values: Uint8Array, part: number): number {
  const counts = histogram(values)
  let left = part * values.length
  let level = 0
  while (level < 255 && left > (counts[level] ?? 0)) left -= counts[level++] ?? 0
  return level
}
