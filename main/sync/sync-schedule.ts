import type { ProblemValue } from '../../shared/problems.ts'
import type { Clock } from '../store/clock.ts'
import { createBackoff } from './backoff.ts'
import type { DeliveryResult } from './delivery-run.ts'
import { createNetworkWatch } from './network-watch.ts'

/** Answers that no repetition changes, until someone corrects the settings or the centre. */
const permanentProblems = new Set([
  'centre-refused-account',
  'centre-certificate',
  'centre-outdated',
  'office-revoked',
  'activation-used',
  'activation-superseded',
])

export const isPermanent = (code: string): boolean => permanentProblems.has(code)

const delayAfterPermanent = 60 * 60_000

/** What asks for a run beside the schedule itself. */
export interface PendingWork {
  /** The highest sequence that waits in the outbox. */
  newestWaiting(): number | undefined
  /** Whether a packet waits for the relay that no run knows of. */
  hasNewPacket(): boolean
}

/**
 * When the next run is due, from how the last one ended: backoff after a failure, an interval for pulling.
 */
export class SyncSchedule {
  readonly #clock: Clock
  readonly #pullInterval: number
  readonly #backoff = createBackoff()
  readonly #networkChanged = createNetworkWatch()
  #problem: ProblemValue | null = null
  #offlineSince: string | null = null
  /**
   * The next attempt, by the monotonic clock and by the wall clock; undefined where only new work asks for
   * one.
   */
  #nextAttempt: { dueAt: number; moment: string } | undefined
  /** The highest sequence that the last run could know of. */
  #newestTried = 0
  /** When the centre is asked for changes, by the monotonic clock. */
  #pullDueAt = 0

  /**
   * @param pullInterval milliseconds after which the centre is asked for changes though nothing is to be sent
   */
  constructor(clock: Clock, pullInterval: number) {
    this.#clock = clock
    this.#pullInterval = pullInterval
  }

  /** Why the last run did not finish. */
  get problem(): ProblemValue | null {
    return this.#problem
  }

  /** Since when no run has got through; UTC, ISO 8601. */
  get offlineSince(): string | null {
    return this.#offlineSince
  }

  /** When the next attempt is due; UTC, ISO 8601. */
  get nextAttemptAt(): string | null {
    return this.#nextAttempt?.moment ?? null
  }

  /** @param newestWaiting the highest sequence that still waits in the outbox */
  recordResult({ problem, progressed }: DeliveryResult, newestWaiting: number | undefined): void {
    this.#newestTried = newestWaiting ?? 0
    // Jittered, so that the offices of a city do not pull at the same moment.
    this.#pullDueAt = performance.now() + this.#pullInterval * (0.9 + Math.random() / 5)
    if (progressed || (problem === undefined && newestWaiting === undefined)) this.#backoff.reset()
    if (progressed || problem === undefined) this.#offlineSince = null
    this.#problem = problem?.toValue() ?? null
    if (problem === undefined) {
      // What was set aside in this run waits for a delay as well.
      this.#nextAttempt = newestWaiting === undefined ? undefined : this.#after(this.#backoff.next())
    } else {
      this.#offlineSince ??= this.#clock().toISOString()
      this.#nextAttempt = this.#after(isPermanent(problem.code) ? delayAfterPermanent : this.#backoff.next())
    }
  }

  /**
   * Whether to run now: a delay is over, the network is back, there is new work, or it is time to pull and
   * the centre was not out of reach.
   */
  isDue(work: PendingWork): boolean {
    if (this.#nextAttempt !== undefined && performance.now() >= this.#nextAttempt.dueAt) return true
    if (this.#problem?.code === 'centre-unreachable') return this.#networkChanged()
    if (this.#problem !== null && isPermanent(this.#problem.code)) return false
    return (
      performance.now() >= this.#pullDueAt ||
      (work.newestWaiting() ?? 0) > this.#newestTried ||
      work.hasNewPacket()
    )
  }

  /** For other settings: another centre is not to blame for what the last one did. */
  reset(): void {
    this.#problem = null
    this.#offlineSince = null
    this.#nextAttempt = undefined
  }

  /** Starts again from the shortest delay. */
  resetBackoff(): void {
    this.#backoff.reset()
  }

  /** An operation was put back into the outbox: counts everything that waits as new work. */
  forgetTried(): void {
    this.#newestTried = 0
  }

  #after(milliseconds: number): { dueAt: number; moment: string } {
    const moment = new Date(this.#clock().getTime() + milliseconds).toISOString()
    return { dueAt: performance.now() + milliseconds, moment }
  }
}
