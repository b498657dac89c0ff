import type { Clock } from '../../main/store/clock.ts'

export interface ManualClock {
  readonly now: Clock
  /** Moves the clock on, or back where the number is negative. */
  advance(by: { minutes?: number; seconds?: number }): void
}

/** A clock that stands still until a test moves it. */
export function createManualClock(start = '2026-11-21T01:14:00.000Z'): ManualClock {
  let at = Date.parse(start)
  return {
    now: () => new Date(at),
    advance: ({ minutes = 0, seconds = 0 }) => {
      at += (minutes * 60 + seconds) * 1000
    },
  }
}
