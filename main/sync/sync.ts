import type { SyncRecord, SyncStatus } from '../../shared/contract/sync-calls.ts'
import { Problem, type ProblemValue } from '../../shared/problems.ts'
import type { DeliveryState } from '../../shared/status.ts'
import { openLine } from '../central/central.ts'
import { type Clock, moment } from '../store/clock.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import { createChunkSize } from './chunk-size.ts'
import { type Connect, type DeliveryResult, deliver } from './delivery.ts'
import { createDeliveryPlan } from './delivery-plan.ts'
import { createNetworkWatch } from './network-watch.ts'
import { createOutboxLedger } from './outbox-ledger.ts'
import { createPauses } from './pauses.ts'
import { createScanSource } from './scan-source.ts'

export type { Connect } from './delivery.ts'

/** What one synchronisation by hand came to. */
export interface SyncSummary {
  delivered: number
  refused: number
  /** What still waits, and the problem that kept it. */
  waiting: number
  problem: ProblemValue | null
}

/**
 * Replication to the centre, in the background: whatever the outbox holds is sent as soon as the centre can be
 * reached, each record exactly once, and again and again until the centre has answered that it holds all of it.
 */
export interface Sync {
  /** Begins to keep the centre up to date. In training nothing is ever sent. */
  start(): void
  /** Ends the run in progress and waits for it; what was under way is sent by the next start. */
  stop(): Promise<void>
  /** Tries at once, whatever the pause: the network is back, a batch was signed, somebody wants to know. */
  now(): SyncStatus
  /** Sends until nothing is left or nothing moves. Throws centre-training and centre-not-set. */
  runOnce(): Promise<SyncSummary>
  status(): SyncStatus
  /** The outbox, newest first, a page of 100 from `offset`. */
  records(state: DeliveryState | null, offset: number): { records: SyncRecord[]; total: number }
  /** Puts a refused record back into the queue; within the caller's transaction where there is one. */
  retry(id: string): void
  /** Calls the listener when the status may have changed, at most four times a second; answers how to end it. */
  onChange(listener: () => void): () => void
}

export interface SyncOptions {
  store: Store
  clock: Clock
  /** A store of invented people never connects, whatever its settings say. */
  training: boolean
  connect?: Connect
  /** Called with what nobody foresaw; the run is tried again later. */
  report?: (error: unknown) => void
  /** Operations taken from the outbox at a time, and milliseconds between two looks at it. */
  batch?: number
  interval?: number
}

/** Answers that no repetition changes: only now and then somebody may have put it right at the other end. */
const lasting = new Set(['centre-refused-account', 'centre-certificate', 'centre-outdated'])
const pauseAfterRefusal = 60 * 60_000

/** The default report: where it happened, without the message, which may quote what was sent. */
function reportPlace(error: unknown): void {
  const place = error instanceof Error ? error.stack?.slice(error.stack.indexOf('\n')) : ''
  console.error(`Replication met what nobody foresaw:${place}`)
}

export function createSync(options: SyncOptions): Sync {
  const { store, clock, training, connect = openLine, report = reportPlace } = options
  const { batch = 200, interval = 500 } = options
  const ledger = createOutboxLedger(store, clock)
  const scans = createScanSource(store)
  const pauses = createPauses()
  const chunkSize = createChunkSize()
  const networkChanged = createNetworkWatch()
  const listeners = new Set<() => void>()
  const findOffice = store.prepare<[], { code: string; device: string }>(
    'SELECT code, device_id AS device FROM office',
  )

  let plan = createDeliveryPlan()
  let running: { ended: Promise<DeliveryResult>; abort: AbortController } | undefined
  let timer: NodeJS.Timeout | undefined
  let telling: NodeJS.Timeout | undefined
  let problem: ProblemValue | null = null
  let offlineSince: string | null = null
  /** When the next attempt is due, by the monotonic clock and by the one on the wall; undefined for "at need". */
  let due: { at: number; moment: string } | undefined
  let settingsSeen: string | undefined
  /** The newest operation that the last run could know of. */
  let newestTried = 0

  function tell(): void {
    telling ??= setTimeout(() => {
      telling = undefined
      for (const listener of listeners) listener()
    }, 250).unref()
  }

  /** Starts a run, or joins the one in progress. Throws centre-not-set. */
  function run(): Promise<DeliveryResult> {
    if (running !== undefined) return running.ended
    const settings = readSetting(store, 'centre')
    const office = findOffice.get()
    if (settings === null || office === undefined) throw new Problem('centre-not-set')
    const abort = new AbortController()
    const tools = { connect, plan, ledger, scans, chunkSize, clock, office, batch, changed: tell }
    const ended = deliver(settings, tools, abort.signal)
      .catch((error: unknown): DeliveryResult => {
        if (!(error instanceof Problem)) report(error)
        const met = error instanceof Problem ? error : new Problem('centre-fault', {}, { cause: error })
        return { delivered: 0, refused: 0, progressed: false, problem: met }
      })
      .then((result) => {
        running = undefined
        settle(result)
        return result
      })
    running = { ended, abort }
    tell()
    return ended
  }

  /** What the end of a run means for the next one. */
  function settle({ problem: met, progressed }: DeliveryResult): void {
    const newest = ledger.newestWaiting()
    newestTried = newest ?? 0
    if (progressed || (met === undefined && newest === undefined)) pauses.reset()
    if (progressed || met === undefined) offlineSince = null
    problem = met?.toValue() ?? null
    if (met === undefined) {
      // What was set aside in this run waits for a pause as well.
      due = newest === undefined ? undefined : after(pauses.next())
    } else {
      offlineSince ??= moment(clock)
      due = after(lasting.has(met.code) ? pauseAfterRefusal : pauses.next())
    }
    tell()
  }

  function after(milliseconds: number) {
    const at = new Date(clock().getTime() + milliseconds).toISOString()
    return { at: performance.now() + milliseconds, moment: at }
  }

  /** Looks whether there is a reason to try, and tries. */
  function look(): void {
    if (running !== undefined) return
    const changed = noticeSettings()
    if (settingsSeen === 'null' || findOffice.get() === undefined) return
    if (changed || isTimeToTry()) void run()
  }

  /** Another centre knows nothing of what the last one was told, and is not to blame for it. */
  function noticeSettings(): boolean {
    const settings = JSON.stringify(readSetting(store, 'centre'))
    if (settings === settingsSeen) return false
    settingsSeen = settings
    plan = createDeliveryPlan()
    problem = null
    offlineSince = null
    due = undefined
    tell()
    return true
  }

  /** A pause is over, the network is back, or there is a new record and the centre was not out of reach. */
  function isTimeToTry(): boolean {
    if (due !== undefined && performance.now() >= due.at) return true
    if (problem?.code === 'centre-unreachable') return networkChanged()
    if (problem !== null && lasting.has(problem.code)) return false
    return (ledger.newestWaiting() ?? 0) > newestTried
  }

  function status(): SyncStatus {
    const counts = ledger.counts()
    return {
      line: line(),
      problem,
      waiting: counts.waiting,
      refused: counts.refused,
      delivered: counts.delivered,
      bytesSent: Math.max(0, Math.min(counts.bytesTotal, counts.bytesSent + plan.unsavedBytes())),
      bytesTotal: counts.bytesTotal,
      lastDeliveredAt: counts.lastDeliveredAt,
      offlineSince,
      nextAttemptAt: running === undefined ? (due?.moment ?? null) : null,
    }
  }

  function line(): SyncStatus['line'] {
    if (training) return 'training'
    if (readSetting(store, 'centre') === null) return 'not-set'
    // While the centre is only being tried again, it is still not there.
    if (problem !== null) return lasting.has(problem.code) ? 'refused' : 'offline'
    return running === undefined ? 'idle' : 'sending'
  }

  return {
    start() {
      if (training || timer !== undefined) return
      timer = setInterval(() => {
        try {
          look()
        } catch (error) {
          report(error)
        }
      }, interval).unref()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      running?.abort.abort()
      await running?.ended
      clearTimeout(telling)
      telling = undefined
    },
    now() {
      if (!training && running === undefined) {
        noticeSettings()
        pauses.reset()
        if (settingsSeen !== 'null') void run()
      }
      return status()
    },
    async runOnce() {
      if (training) throw new Problem('centre-training')
      const summary: SyncSummary = { delivered: 0, refused: 0, waiting: 0, problem: null }
      for (;;) {
        const result = await run()
        summary.delivered += result.delivered
        summary.refused += result.refused
        summary.problem = result.problem?.toValue() ?? null
        if (!result.progressed || result.problem === undefined || lasting.has(result.problem.code)) break
      }
      summary.waiting = ledger.counts().waiting
      return summary
    },
    status,
    records: (state, offset) => ledger.records(state, offset),
    retry(id) {
      if (ledger.retry(id)) newestTried = 0
      tell()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
