/**
 * Exponential backoff with full jitter, in milliseconds: the delay before the next attempt at a failed
 * centre.
 */
export interface Backoff {
  next(): number
  /** Starts again from the shortest delay: the centre has answered, or a person asked for an attempt. */
  reset(): void
}

const initialDelay = 1_000
const maxDelay = 5 * 60_000

/** No delay is shorter, even with jitter. */
const minDelay = 100

/**
 * Doubles from 1 s up to 5 min. Full jitter: each delay is random between 0 and its length, so that the
 * offices of a city reconnect at different moments when the centre is back.
 */
export function createBackoff(random: () => number = Math.random): Backoff {
  let delay = initialDelay
  return {
    next() {
      const jittered = Math.max(delay * random(), minDelay)
      delay = Math.min(delay * 2, maxDelay)
      return jittered
    },
    reset() {
      delay = initialDelay
    },
  }
}
