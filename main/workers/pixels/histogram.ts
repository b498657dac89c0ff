import { getKernels } from './kernels.ts'

/** How many values there are of each level from 0 to 255. */
export function histogram(values: Uint8Array): Uint32Array {
  const counts = Math.ceil(values.length / 4) * 4
  const { loops, bytes } = getKernels(counts + 1024)
  bytes.set(values)
  loops.histogram(0, values.length, counts)
  return new Uint32Array(bytes.buffer.slice(counts, counts + 1024))
}
