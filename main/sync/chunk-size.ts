/** How many bytes go up in one call: few enough to arrive between two cuts and in a moment, enough to be quick. */
export interface ChunkSize {
  bytes(): number
  /** So thin that a second connection would only take from the first. */
  isThin(): boolean
  /** A chunk of this size arrived and was answered after so many milliseconds, on a line that has now carried so much. */
  arrived(bytes: number, milliseconds: number, carried: number): void
  /** A line was cut that had carried so many bytes since it was opened. */
  cut(carried: number): void
}

const smallest = 8 * 1024
const largest = 512 * 1024
const initial = 128 * 1024

/** A chunk that takes longer would let a record wait behind it, in milliseconds. */
const unhurried = 1_000

/** What a chunk costs beside its bytes: the call around it, and the moment in which the line waits for its answer. */
const overhead = 2 * 1024

/** How much the newest cut says about how far apart they are. */
const weight = 0.25

/**
 * The lesser of two sizes. One goes up in about a second, at the speed of the last chunks. The other loses least on
 * a line that is cut every so many bytes: a cut takes half a chunk on average, and every chunk costs its overhead,
 * so that the loss is least at the root of twice the overhead times the distance.
 */
export function createChunkSize(): ChunkSize {
  let inASecond = initial
  /** Bytes between two cuts; undefined where there has been none. */
  let distance: number | undefined

  const within = (bytes: number) => Math.round(Math.min(Math.max(bytes, smallest), largest))
  const size = () =>
    within(Math.min(inASecond, Math.sqrt(2 * overhead * (distance ?? Number.POSITIVE_INFINITY))))

  return {
    bytes: size,
    isThin: () => inASecond <= 4 * smallest,
    arrived(bytes, milliseconds, carried) {
      // A chunk that there was little to fill with is mostly waiting, and says nothing about the speed.
      if (bytes >= size() / 2) {
        const speed = (bytes / milliseconds) * unhurried
        inASecond = within(Math.min(Math.max(speed, inASecond / 2), inASecond * 2))
      }
      if (distance !== undefined) distance = Math.max(distance, carried)
    },
    cut(carried) {
      distance = distance === undefined ? carried : distance * (1 - weight) + carried * weight
    },
  }
}
