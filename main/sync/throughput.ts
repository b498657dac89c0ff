/** Upload rate over a sliding window. */
export interface Throughput {
  add(bytes: number): void
  bytesPerSecond(): number
}

/** Length of the window: long enough that one chunk on a slow connection does not make the figure jump. */
const windowMilliseconds = 10_000

export function createThroughput(now: () => number = () => performance.now()): Throughput {
  let arrivals: { at: number; bytes: number }[] = []
  let since = now()

  const dropExpired = () => {
    const oldest = now() - windowMilliseconds
    arrivals = arrivals.filter(({ at }) => at > oldest)
    // After a pause the window starts again with the next bytes.
    if (arrivals.length === 0) since = now()
    else since = Math.max(since, oldest)
  }

  return {
    add(bytes) {
      dropExpired()
      arrivals.push({ at: now(), bytes })
    },
    bytesPerSecond() {
      dropExpired()
      const bytes = arrivals.reduce((sum, arrival) => sum + arrival.bytes, 0)
      return Math.round((bytes * 1000) / Math.max(now() - since, 1000))
    },
  }
}
