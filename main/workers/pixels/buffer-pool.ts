/**
 * A buffer pool for images. A page needs some 60 MB, and allocating costs more than processing: the system
 * has to clear fresh memory and to reclaim it.
 */

/**
 * Sizes in bytes that are pooled: an A4 page at 300 dpi has 26 million; smaller than one million is not worth
 * it.
 */
const poolable = { min: 1_000_000, max: 32_000_000 }
/** An image, its gray version, and the page cut out of it. */
const maxFree = 3

/**
 * Buffers are multiples of this size, so that scans of the same paper, a few rows longer or shorter, fit into
 * them.
 */
const granularity = 4_000_000

const free: ArrayBuffer[] = []
const lent = new WeakSet<ArrayBufferLike>()

/**
 * A buffer of that length with arbitrary content. One that is never released is left to the garbage
 * collector.
 */
export function acquireBuffer(length: number): Uint8Array<ArrayBuffer> {
  if (length < poolable.min) return new Uint8Array(length)
  const fitting = free.filter(({ byteLength }) => byteLength >= length)
  const smallest = fitting.toSorted((one, other) => one.byteLength - other.byteLength)[0]
  if (smallest) free.splice(free.indexOf(smallest), 1)
  const buffer = smallest ?? new ArrayBuffer(Math.ceil(length / granularity) * granularity)
  lent.add(buffer)
  return new Uint8Array(buffer, 0, length)
}

/**
 * Returns a buffer to the pool; it must not be read any more. Buffers that were not acquired here, or are
 * released already, are ignored.
 */
export function releaseBuffer({ buffer }: Uint8Array): void {
  if (!lent.delete(buffer) || !(buffer instanceof ArrayBuffer) || buffer.byteLength > poolable.max) return
  free.push(buffer)
  if (free.length > maxFree) free.shift()
}
