/**
 * Memory for pictures that is used again. A page goes through some 60 MB of it, and what is fresh costs more than what
 * is done in it: the system has to clear it, and to take it back.
 */

/** Bytes of the pieces that are kept: an A4 page at 300 dpi has 26 million, and for less than one it is not worth it. */
const poolable = { min: 1_000_000, max: 32_000_000 }
/** A picture, what is left of it without colour, and the page that is cut out of it. */
const maxFree = 3

/** Pieces have a whole number of such units, so that scans of the same paper, a few rows longer or shorter, fit into them. */
const granularity = 4_000_000

const free: ArrayBuffer[] = []
const lent = new WeakSet<ArrayBufferLike>()

/** So many bytes, with anything in them. Whoever does not give them back leaves them to the garbage collector. */
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
 * Lets memory be taken again, once nobody looks at it any more: it will hold another picture. Bytes that were not taken
 * here, or have been given back, are left alone.
 */
export function releaseBuffer({ buffer }: Uint8Array): void {
  if (!lent.delete(buffer) || !(buffer instanceof ArrayBuffer) || buffer.byteLength > poolable.max) return
  free.push(buffer)
  if (free.length > maxFree) free.shift()
}
