import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '../../shared/problems.ts'
import type { ChunkSize } from './chunk-size.ts'
import type { DeliveryPlan, Task } from './delivery-plan.ts'
import type { OperationOutcomes, OutboxLedger } from './outbox-ledger.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { RelayPort } from './relay-port.ts'

export interface DeliveryRunDependencies {
  plan: DeliveryPlan
  ledger: OutboxLedger
  relay: RelayPort | undefined
  chunkSize: ChunkSize
  rateLimiter: RateLimiter
  /** Operations read from the outbox at a time. */
  batch: number
}

/** How a run ended: what it finished, and the problem that ended it before all was done. */
export interface DeliveryResult {
  delivered: number
  refused: number
  /** Of scans and packets, as they were sent. */
  bytesSent: number
  /** Whether anything at all arrived. */
  progressed: boolean
  problem: Problem | undefined
}

/** The outbox and the relay are read again at this interval while a run goes on, in milliseconds. */
const pollInterval = 500

/** New tasks are looked for at this interval while the rate limit holds scans back, in milliseconds. */
const rateLimitedInterval = 200

/** Outcomes are written at this interval, in milliseconds: each write costs a flush of the disk. */
const saveInterval = 200

/** Failures in a row, with nothing arriving in between, before the run is given up. */
const maxFailures = 8

/** The state that the connections of one run share: their queue of tasks, their outcomes, why to stop. */
export class DeliveryRun {
  readonly result: DeliveryResult = {
    delivered: 0,
    refused: 0,
    bytesSent: 0,
    progressed: false,
    problem: undefined,
  }
  readonly #dependencies: DeliveryRunDependencies
  readonly #signal: AbortSignal
  readonly #packets = new Set<string>()
  #unexpected: { error: unknown } | undefined
  #consecutiveFailures = 0
  #lastSequence = 0
  #polledAt = Number.NEGATIVE_INFINITY
  #unsaved: OperationOutcomes = { delivered: [], refused: [] }
  #savedAt = performance.now()

  constructor(dependencies: DeliveryRunDependencies, signal: AbortSignal) {
    this.#dependencies = dependencies
    this.#signal = signal
  }

  get isAborted(): boolean {
    return this.#signal.aborted
  }

  get isOver(): boolean {
    return this.result.problem !== undefined || this.#unexpected !== undefined || this.isAborted
  }

  /** Adds to the plan what waits in the outbox and for the relay. */
  findWork(): void {
    const { plan, ledger, relay, batch } = this.#dependencies
    this.#polledAt = performance.now()
    for (const { id, hash, byteLength } of relay?.waiting() ?? []) {
      this.#packets.add(id)
      if (!plan.has(id)) plan.add({ id, kind: 'packet', scans: [{ hash, byteLength, bytesSent: 0 }] })
    }
    for (;;) {
      const operations = ledger.waitingAfter(this.#lastSequence, batch)
      for (const { id, scans } of operations) {
        if (!plan.has(id)) plan.add({ id, kind: 'operation', scans })
      }
      this.#lastSequence = operations.at(-1)?.sequence ?? this.#lastSequence
      if (operations.length < batch) return
    }
  }

  /**
   * The next task; undefined where nothing is left to do or the run is over. Waits where only the rate limit
   * holds a chunk back; announcements never wait for it.
   */
  async nextTask(): Promise<Task | undefined> {
    const { plan, chunkSize, rateLimiter } = this.#dependencies
    for (let isPolled = false; !this.isOver; isPolled = true) {
      if (performance.now() - this.#polledAt > pollInterval) this.findWork()
      const bytes = Math.min(chunkSize.bytes(), rateLimiter.maxCallBytes())
      const chunk = () => (rateLimiter.hasCapacity() ? plan.nextChunk(bytes) : undefined)
      const task = plan.nextAnnouncement(bytes) ?? chunk()
      if (task !== undefined) return task
      const isWaiting = plan.countOpenTasks(bytes) > 0
      if (isPolled && !isWaiting) return undefined
      if (isWaiting) await this.#pause(rateLimitedInterval)
      else this.findWork()
    }
    return undefined
  }

  /**
   * Keeps outcomes to be written to the outbox. What a power cut takes before that, the centre answers again
   * on the next run.
   */
  recordOutcomes({ delivered, refused }: OperationOutcomes): void {
    const { relay } = this.#dependencies
    for (const id of delivered) {
      if (this.#packets.delete(id)) relay?.markUploaded(id)
      else this.#unsaved.delivered.push(id)
    }
    for (const refusal of refused) {
      if (this.#packets.delete(refusal.operation)) relay?.markRefused(refusal.operation, refusal.code)
      else this.#unsaved.refused.push(refusal)
    }
    if (performance.now() - this.#savedAt > saveInterval) this.#saveOutcomes()
  }

  recordProgress(): void {
    this.#consecutiveFailures = 0
    this.result.progressed = true
  }

  /**
   * A task failed with a problem: ends the run where no repetition changes that problem, or after too many
   * failures in a row. Any other error is thrown.
   */
  recordFailure(error: unknown): void {
    if (!(error instanceof Problem)) throw error
    this.#consecutiveFailures += 1
    const isRepeatable = error.code === 'centre-unreachable' || error.code === 'centre-fault'
    if (!isRepeatable || this.#consecutiveFailures > maxFailures) this.stop(error)
  }

  /** Waits before a lost connection is opened again: longer after each failure, at random. */
  async backOff(): Promise<void> {
    await pause(this.#consecutiveFailures * 50 * Math.random())
  }

  /** Ends the run; the first error counts. An error that is no problem is thrown by `finish`. */
  stop(error: unknown): void {
    if (error instanceof Problem) this.result.problem ??= error
    else this.#unexpected ??= { error }
  }

  /** Writes what has not been written yet. */
  save(): void {
    const { plan, ledger } = this.#dependencies
    this.#saveOutcomes()
    ledger.recordAttempts(plan.drainAttempted(), plan.drainProgress())
  }

  /** Answers how the run ended. Throws the unexpected error that ended it. */
  finish(): DeliveryResult {
    if (this.#unexpected !== undefined) throw this.#unexpected.error
    return this.result
  }

  #saveOutcomes(): void {
    this.#dependencies.ledger.recordOutcomes(this.#unsaved)
    this.result.delivered += this.#unsaved.delivered.length
    this.result.refused += this.#unsaved.refused.length
    this.#unsaved = { delivered: [], refused: [] }
    this.#savedAt = performance.now()
  }

  /** An abort ends the pause. */
  async #pause(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.#signal }).catch(() => undefined)
  }
}
