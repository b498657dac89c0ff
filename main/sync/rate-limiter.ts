/**
 * Limits the bytes uploaded per second; the limit may change with the hour. Announcements count, but never
 * wait.
 */
export interface RateLimiter {
  /**
   * How many bytes may be sent in one call: half a second of the limit, so that announcements come between.
   */
  maxCallBytes(): number
  /** Counts bytes that are sent now. */
  consume(bytes: number): void
  /** Whether the bytes sent so far are within the limit. */
  hasCapacity(): boolean
}

const smallest = 8 * 1024

/** @param limit bytes per second at this moment, or undefined where there is none */
export function createRateLimiter(
  limit: () => number | undefined,
  now: () => number = () => performance.now(),
): RateLimiter {
  let freeAt = 0
  return {
    maxCallBytes() {
      const bytesPerSecond = limit()
      return bytesPerSecond === undefined
        ? Number.POSITIVE_INFINITY
        : Math.max(smallest, Math.floor(bytesPerSecond / 2))
    },
    consume(bytes) {
      const bytesPerSecond = limit()
      if (bytesPerSecond !== undefined) freeAt = Math.max(freeAt, now()) + (bytes / bytesPerSecond) * 1000
    },
    hasCapacity: () => limit() === undefined || freeAt <= now(),
  }
}
