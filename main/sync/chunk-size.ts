/** How many bytes of scans go up in one call: small enough to arrive between two cuts, large enough to be quick. */
export interface ChunkSize {
  bytes(): number
  /** The line was cut under a chunk. */
  cut(): void
  /** A chunk of this size arrived and was answered after so many milliseconds. */
  arrived(bytes: number, milliseconds: number): void
}

const smallest = 16 * 1024
const largest = 1024 * 1024
const initial = 256 * 1024

/** A chunk that takes longer would let a record wait behind it. */
const unhurried = 1_000

/**
 * Halves with every cut and doubles after a row of chunks that arrived at once. Each cut doubles the length of
 * that row, so that on a line that is cut every so many bytes the size soon stays where it arrives.
 */
export function createChunkSize(): ChunkSize {
  let size = initial
  let rowToGrow = 2
  let row = 0
  return {
    bytes: () => size,
    cut() {
      size = Math.max(size / 2, smallest)
      rowToGrow = Math.min(rowToGrow * 2, 256)
      row = 0
    },
    arrived(bytes, milliseconds) {
      // A chunk that there was little to fill with says nothing about the size.
      if (bytes < size / 2) return
      row = milliseconds < unhurried ? row + 1 : 0
      if (milliseconds > 4 * unhurried) size = Math.max(size / 2, smallest)
      if (row >= rowToGrow) {
        size = Math.min(size * 2, largest)
        row = 0
      }
    },
  }
}
