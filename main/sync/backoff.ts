/** How long to leave the centre alone after an attempt that failed, in milliseconds. */
export interface Backoff {
  next(): number
  /** The centre has answered, or somebody wants to know now: begin with the shortest pause. */
  reset(): void
}

const shortest = 1_000
const longest = 5 * 60_000

/** No pause is shorter, however it is drawn. */
const least = 100

/**
 * Doubling pauses up to five minutes, each drawn from all of its length, so that the offices of a city come back
 * spread over it when the centre does and not in one moment.
 */
export function createBackoff(random: () => number = Math.random): Backoff {
  let pause = shortest
  return {
    next() {
      const drawn = Math.max(pause * random(), least)
      pause = Math.min(pause * 2, longest)
      return drawn
    },
    reset() {
      pause = shortest
    },
  }
}
