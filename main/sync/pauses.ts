/** How long to leave the centre alone after an attempt that failed, in milliseconds. */
export interface Pauses {
  next(): number
  /** The centre has answered, or somebody wants to know now: begin with the shortest pause. */
  reset(): void
}

const shortest = 1_000
const longest = 5 * 60_000

/**
 * Doubling pauses up to five minutes, each drawn from its upper half, so that 74 offices do not come back in one
 * moment when the centre does.
 */
export function createPauses(random: () => number = Math.random): Pauses {
  let pause = shortest
  return {
    next() {
      const drawn = pause * (0.5 + random() / 2)
      pause = Math.min(pause * 2, longest)
      return drawn
    },
    reset() {
      pause = shortest
    },
  }
}
