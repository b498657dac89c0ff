/** Keeps the scans that go up within a limit that may change with the hour. Small work counts, and never waits. */
export interface RateLimiter {
  /** How many bytes may go up in one call: half a second of the limit, so that small work has its turn. */
  mostBytes(): number
  /** Bytes go up now. */
  note(bytes: number): void
  /** Whether all that went up so far is within the limit. */
  isFree(): boolean
}

const smallest = 8 * 1024

/** @param limit bytes per second at this moment, or undefined where there is none */
export function createRateLimiter(
  limit: () => number | undefined,
  now: () => number = () => performance.now(),
): RateLimiter {
  let freeAt = 0
  return {
    mostBytes() {
      const bytesPerSecond = limit()
      return bytesPerSecond === undefined
        ? Number.POSITIVE_INFINITY
        : Math.max(smallest, Math.floor(bytesPerSecond / 2))
    },
    note(bytes) {
      const bytesPerSecond = limit()
      if (bytesPerSecond !== undefined) freeAt = Math.max(freeAt, now()) + (bytes / bytesPerSecond) * 1000
    },
    isFree: () => limit() === undefined || freeAt <= now(),
  }
}
