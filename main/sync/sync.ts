import { bytesPerSecondAt } from '../../shared/bandwidth-limit.ts'
import type { SyncRecord, SyncRun, SyncStatus } from '../../shared/contract/sync-calls.ts'
import type { CentreSettings } from '../../shared/office.ts'
import { Problem, type ProblemValue } from '../../shared/problems.ts'
import type { DeliveryState } from '../../shared/status.ts'
import { type CentralClient, connectToCentral } from '../central/central-client.ts'
import { syncDirectory } from '../identity/directory-exchange.ts'
import { recordRevocation, revokedAt } from '../identity/office-state.ts'
import { type Clock, moment } from '../store/clock.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import type { ChangeHandler } from './change-handler.ts'
import { ChangeNotifier } from './change-notifier.ts'
import { type ChunkSize, createChunkSize } from './chunk-size.ts'
import type { Connect } from './connection-pool.ts'
import { type DeliveryDependencies, deliver } from './delivery.ts'
import { createDeliveryPlan, type DeliveryPlan, type Task } from './delivery-plan.ts'
import type { DeliveryResult } from './delivery-run.ts'
import { createFeed, type Feed } from './feed.ts'
import { createOutboxLedger, type OutboxLedger } from './outbox-ledger.ts'
import { createPartialDownload, type PartialDownload } from './packet-download.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'
import type { RelayPort } from './relay-port.ts'
import { createRunHistory, type RunHistory } from './run-history.ts'
import { createScanSource, type ScanSource } from './scan-source.ts'
import { isPermanent, SyncSchedule } from './sync-schedule.ts'
import { describeStatus } from './sync-status.ts'
import { createThroughput, type Throughput } from './throughput.ts'

/** What one synchronisation by hand came to. */
export interface SyncSummary {
  delivered: number
  refused: number
  /** What still waits, and the problem that kept it. */
  waiting: number
  problem: ProblemValue | null
}

export interface SyncOptions {
  store: Store
  clock: Clock
  /** A store of invented people never connects, whatever its settings say. */
  training: boolean
  connect?: Connect
  /** The packets of this office that go by the centre's relay. */
  relay?: RelayPort
  /** What applies a change from the centre, by its kind. */
  handlers?: readonly ChangeHandler[]
  /** Called after changes were applied. */
  onPulled?: () => void
  /** Called with unexpected errors; the run is tried again later. */
  report?: (error: unknown) => void
  /** Operations read from the outbox at a time, and milliseconds between two looks at the schedule. */
  batch?: number
  interval?: number
  /** Milliseconds after which the centre is asked for changes even though there is nothing to send. */
  pullInterval?: number
}

/**
 * Replication to the centre, in the background: what the outbox holds is sent as soon as the centre can be
 * reached, each record exactly once, and repeated until the centre has answered that it holds all of it.
 */
export class SyncEngine {
  readonly #options: SyncOptions & Required<Pick<SyncOptions, 'connect' | 'report' | 'batch' | 'interval'>>
  readonly #ledger: OutboxLedger
  readonly #history: RunHistory
  readonly #scans: ScanSource
  readonly #feed: Feed
  readonly #schedule: SyncSchedule
  readonly #bytesPerSecondLimit: () => number | undefined
  readonly #rateLimiter: RateLimiter
  readonly #chunkSize: ChunkSize = createChunkSize()
  readonly #download: PartialDownload = createPartialDownload()
  readonly #throughput: Throughput = createThroughput()
  readonly #activeTasks = new Set<Task>()
  readonly #notifier = new ChangeNotifier(250)
  readonly #findOffice: () => DeliveryDependencies['office'] | undefined
  #plan: DeliveryPlan = createDeliveryPlan()
  #running: { ended: Promise<DeliveryResult>; abort: AbortController } | undefined
  #timer: NodeJS.Timeout | undefined
  /** JSON of the settings that the plan and the schedule are about. */
  #knownSettings: string | undefined

  constructor(options: SyncOptions) {
    const { store, clock, handlers = [], report = reportWithoutMessage, pullInterval = 60_000 } = options
    const { connect = connectToCentral, batch = 200, interval = 500 } = options
    this.#options = { ...options, connect, report, batch, interval }
    this.#ledger = createOutboxLedger(store, clock)
    this.#history = createRunHistory(store)
    this.#scans = createScanSource(store)
    this.#feed = createFeed({ store, clock, handlers, report })
    this.#schedule = new SyncSchedule(clock, pullInterval)
    this.#bytesPerSecondLimit = cacheFor(1_000, () =>
      bytesPerSecondAt(readSetting(store, 'bandwidth-limit'), clock(), readSetting(store, 'office').timeZone),
    )
    this.#rateLimiter = createRateLimiter(this.#bytesPerSecondLimit)
    const office = store.prepare<[], DeliveryDependencies['office']>(
      'SELECT code, device_id AS device FROM office',
    )
    this.#findOffice = () => office.get()
  }

  /** Begins to keep the centre up to date. In training nothing is ever sent. */
  start(): void {
    const { training, interval, report } = this.#options
    if (training || this.#timer !== undefined) return
    this.#timer = setInterval(() => {
      try {
        this.#runIfDue()
      } catch (error) {
        report(error)
      }
    }, interval).unref()
  }

  /** Ends the run in progress and waits for it; what was in progress is sent by the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#running?.abort.abort()
    await this.#running?.ended
    this.#notifier.cancel()
  }

  /** Tries at once, whatever the delay: the network is back, a batch was signed, a person asked for it. */
  now(): SyncStatus {
    if (!this.#options.training && this.#running === undefined) {
      this.#checkSettings()
      this.#schedule.resetBackoff()
      if (this.#mayConnect()) void this.#run()
    }
    return this.status()
  }

  /** Sends until nothing is left or nothing moves. Throws centre-training, centre-not-set, office-revoked. */
  async runOnce(): Promise<SyncSummary> {
    if (this.#options.training) throw new Problem('centre-training')
    const summary: SyncSummary = { delivered: 0, refused: 0, waiting: 0, problem: null }
    for (;;) {
      const { delivered, refused, progressed, problem } = await this.#run()
      summary.delivered += delivered
      summary.refused += refused
      summary.problem = problem?.toValue() ?? null
      if (!progressed || problem === undefined || isPermanent(problem.code)) break
    }
    summary.waiting = this.#ledger.counts().waiting
    return summary
  }

  status(): SyncStatus {
    return describeStatus({
      training: this.#options.training,
      hasSettings: this.#readSettings() !== null,
      isRunning: this.#running !== undefined,
      isLimited: this.#bytesPerSecondLimit() !== undefined,
      counts: this.#ledger.counts(),
      unsavedBytes: this.#plan.unsavedBytes(),
      bytesPerSecond: this.#throughput.bytesPerSecond(),
      activeTasks: this.#activeTasks,
      schedule: this.#schedule,
    })
  }

  /** The outbox, newest first, a page of 100 from `offset`. */
  records(state: DeliveryState | null, offset: number): { records: SyncRecord[]; total: number } {
    return this.#ledger.records(state, offset)
  }

  /** Past synchronisations, newest first, a page of 100 from `offset`. */
  history(offset: number): { runs: SyncRun[]; total: number } {
    return this.#history.list(offset)
  }

  /** Puts a refused record back into the queue; within the caller's transaction where there is one. */
  retry(id: string): void {
    if (this.#ledger.retry(id)) this.#schedule.forgetTried()
    this.#notifier.notify()
  }

  /**
   * Calls the listener when the status may have changed, at most four times a second; answers how to end it.
   */
  onChange(listener: () => void): () => void {
    return this.#notifier.subscribe(listener)
  }

  #readSettings(): CentreSettings | null {
    return readSetting(this.#options.store, 'centre')
  }

  /** Starts a run, or joins the one in progress. Throws centre-not-set and office-revoked. */
  #run(): Promise<DeliveryResult> {
    if (this.#running !== undefined) return this.#running.ended
    const { store, clock, report } = this.#options
    const settings = this.#readSettings()
    const office = this.#findOffice()
    if (settings === null || office === undefined) throw new Problem('centre-not-set')
    if (revokedAt(store) !== null) throw new Problem('office-revoked')
    const abort = new AbortController()
    const beganAt = moment(clock)
    let received = 0
    const pull = async (client: CentralClient) => {
      received += await this.#pullChanges(client)
    }
    const ended = deliver(settings, { ...this.#deliveryDependencies(office), pull }, abort.signal)
      .catch((error: unknown): DeliveryResult => {
        if (!(error instanceof Problem)) report(error)
        const problem = error instanceof Problem ? error : new Problem('centre-fault', {}, { cause: error })
        return { delivered: 0, refused: 0, bytesSent: 0, progressed: false, problem }
      })
      .then((result) => {
        this.#running = undefined
        this.#recordRun(result, beganAt, received)
        this.#schedule.recordResult(result, this.#ledger.newestWaiting())
        if (result.problem?.code === 'office-revoked') recordRevocation(store, clock)
        this.#notifier.notify()
        return result
      })
    this.#running = { ended, abort }
    this.#notifier.notify()
    return ended
  }

  #deliveryDependencies(office: DeliveryDependencies['office']): Omit<DeliveryDependencies, 'pull'> {
    const { store, clock, connect, relay, batch } = this.#options
    return {
      connect,
      clock,
      office,
      relay,
      batch,
      plan: this.#plan,
      ledger: this.#ledger,
      scans: this.#scans,
      chunkSize: this.#chunkSize,
      rateLimiter: this.#rateLimiter,
      throughput: this.#throughput,
      download: this.#download,
      activeTasks: this.#activeTasks,
      onChange: () => this.#notifier.notify(),
      syncDirectory: (client, newest) => syncDirectory(store, clock, client, newest),
    }
  }

  /** A history that cannot be written, on a full disk for example, does not stop the sending. */
  #recordRun(result: DeliveryResult, beganAt: string, received: number): void {
    const { delivered, refused, bytesSent } = result
    const problem = result.problem?.code ?? null
    const endedAt = moment(this.#options.clock)
    try {
      this.#history.record({ beganAt, endedAt, delivered, refused, bytesSent, received, problem })
    } catch (error) {
      this.#options.report(error)
    }
  }

  /** Answers how many of the centre's changes took effect. */
  async #pullChanges(client: CentralClient): Promise<number> {
    const applied = await this.#feed.pull(client)
    if (applied === 0) return 0
    this.#options.onPulled?.()
    this.#notifier.notify()
    return applied
  }

  #runIfDue(): void {
    if (this.#running !== undefined) return
    const settingsChanged = this.#checkSettings()
    if (!this.#mayConnect() || this.#findOffice() === undefined) return
    if (settingsChanged || this.#isDue()) void this.#run()
  }

  #isDue(): boolean {
    return this.#schedule.isDue({
      newestWaiting: () => this.#ledger.newestWaiting(),
      hasNewPacket: () => (this.#options.relay?.waiting() ?? []).some(({ id }) => !this.#plan.has(id)),
    })
  }

  #mayConnect(): boolean {
    return this.#knownSettings !== 'null' && revokedAt(this.#options.store) === null
  }

  /** Starts a new plan where the settings have changed: another centre has received nothing yet. */
  #checkSettings(): boolean {
    const settings = JSON.stringify(this.#readSettings())
    if (settings === this.#knownSettings) return false
    this.#knownSettings = settings
    this.#plan = createDeliveryPlan()
    this.#schedule.reset()
    this.#notifier.notify()
    return true
  }
}

export const createSyncEngine = (options: SyncOptions): SyncEngine => new SyncEngine(options)

/** The default report: where it happened, without the message, which may quote what was sent. */
function reportWithoutMessage(error: unknown): void {
  const stack = error instanceof Error ? error.stack?.slice(error.stack.indexOf('\n')) : ''
  console.error(`Unexpected error in replication:${stack}`)
}

/** Caches a value that is asked for with every chunk and changes seldom, for this many milliseconds. */
function cacheFor<Value>(milliseconds: number, read: () => Value): () => Value {
  let cached: { value: Value; at: number } | undefined
  return () => {
    if (cached === undefined || performance.now() - cached.at > milliseconds) {
      cached = { value: read(), at: performance.now() }
    }
    return cached.value
  }
}
