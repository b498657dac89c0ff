/** How fast bytes have been going up of late. */
export interface Throughput {
  add(bytes: number): void
  bytesPerSecond(): number
}

/** Milliseconds that are looked back on: long enough that a chunk of a thin line does not make the figure jump. */
const window = 10_000

export function createThroughput(now: () => number = () => performance.now()): Throughput {
  let arrivals: { at: number; bytes: number }[] = []
  let since = now()

  const forget = () => {
    const oldest = now() - window
    arrivals = arrivals.filter(({ at }) => at > oldest)
    // After a silence the clock starts anew with the next bytes.
    if (arrivals.length === 0) since = now()
    else since = Math.max(since, oldest)
  }

  return {
    add(bytes) {
      forget()
      arrivals.push({ at: now(), bytes })
    },
    bytesPerSecond() {
      forget()
      const bytes = arrivals.reduce((sum, arrival) => sum + arrival.bytes, 0)
      return Math.round((bytes * 1000) / Math.max(now() - since, 1000))
    },
  }
}
