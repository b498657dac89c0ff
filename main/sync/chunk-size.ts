/**
 * Adaptive chunk size: small enough to arrive between two disconnects and within a second, large enough to be
 * fast.
 */
export interface ChunkSize {
  bytes(): number
  /** Whether the bandwidth is so low that a second connection would only slow the first one down. */
  isSlowConnection(): boolean
  /** Records the round-trip time of a chunk, and the bytes that its connection has carried until now. */
  recordChunk(bytes: number, milliseconds: number, connectionBytes: number): void
  /** Records that a connection was lost which had carried this many bytes. */
  recordDisconnect(connectionBytes: number): void
}

const smallest = 8 * 1024
const largest = 512 * 1024
const initial = 128 * 1024

/** The time that a chunk should take at most, in milliseconds: a record may have to wait for it. */
const targetMilliseconds = 1_000

/** The cost of a chunk beside its bytes, in bytes: the call around it, and the idle time until its answer. */
const chunkOverhead = 2 * 1024

/** Weight of the newest disconnect in the exponential moving average of the bytes between two. */
const smoothingFactor = 0.25

/**
 * The smaller of two sizes. One is uploaded in about a second at the speed of the last chunks. The other
 * minimises the loss on a connection that is cut at regular distances: a cut loses half a chunk on average
 * and every chunk costs its overhead, so that the optimum is the square root of 2 * overhead * distance.
 */
export function createChunkSize(): ChunkSize {
  let bytesInTarget = initial
  /** Average bytes between two disconnects; undefined where there has been none. */
  let bytesBetweenCuts: number | undefined

  const clamp = (bytes: number) => Math.round(Math.min(Math.max(bytes, smallest), largest))
  const size = () =>
    clamp(
      Math.min(bytesInTarget, Math.sqrt(2 * chunkOverhead * (bytesBetweenCuts ?? Number.POSITIVE_INFINITY))),
    )

  return {
    bytes: size,
    isSlowConnection: () => bytesInTarget <= 4 * smallest,
    recordChunk(bytes, milliseconds, connectionBytes) {
      // A small last chunk is mostly latency and says nothing about the bandwidth.
      if (bytes >= size() / 2) {
        const speed = (bytes / milliseconds) * targetMilliseconds
        bytesInTarget = clamp(Math.min(Math.max(speed, bytesInTarget / 2), bytesInTarget * 2))
      }
      if (bytesBetweenCuts !== undefined) bytesBetweenCuts = Math.max(bytesBetweenCuts, connectionBytes)
    },
    recordDisconnect(connectionBytes) {
      bytesBetweenCuts =
        bytesBetweenCuts === undefined
          ? connectionBytes
          : bytesBetweenCuts * (1 - smoothingFactor) + connectionBytes * smoothingFactor
    },
  }
}
