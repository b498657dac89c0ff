import { limitAt } from '../../shared/bandwidth-limit.ts'
import type { SyncRecord, SyncRun, SyncStatus } from '../../shared/contract/sync-calls.ts'
import { Problem, type ProblemValue } from '../../shared/problems.ts'
import type { DeliveryState } from '../../shared/status.ts'
import { type CentralClient, connectToCentral } from '../central/central-client.ts'
import { exchangeDirectory } from '../identity/directory-exchange.ts'
import { noteRevocation, revokedAt } from '../identity/office-state.ts'
import { type Clock, moment } from '../store/clock.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import { createBackoff } from './backoff.ts'
import type { ChangeHandler } from './change-handler.ts'
import { createChunkSize } from './chunk-size.ts'
import { type Connect, type DeliveryResult, deliver } from './delivery.ts'
import { createDeliveryPlan, type Task } from './delivery-plan.ts'
import { createFeed } from './feed.ts'
import { createNetworkWatch } from './network-watch.ts'
import { createOutboxLedger } from './outbox-ledger.ts'
import { createDownload } from './packet-download.ts'
import { createRateLimiter } from './rate-limiter.ts'
import type { Relay } from './relay-port.ts'
import { createRunHistory } from './run-history.ts'
import { createScanSource } from './scan-source.ts'
import { createThroughput } from './throughput.ts'

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
  /** Sends until nothing is left or nothing moves. Throws centre-training, centre-not-set, office-revoked. */
  runOnce(): Promise<SyncSummary>
  status(): SyncStatus
  /** The outbox, newest first, a page of 100 from `offset`. */
  records(state: DeliveryState | null, offset: number): { records: SyncRecord[]; total: number }
  /** Past synchronisations, newest first, a page of 100 from `offset`. */
  history(offset: number): { runs: SyncRun[]; total: number }
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
  /** The packets of this office that go by the centre's relay. */
  relay?: Relay
  /** What is done with what the centre tells, by its kind; and who hears that something was done. */
  handlers?: readonly ChangeHandler[]
  pulled?: () => void
  /** Called with what nobody foresaw; the run is tried again later. */
  report?: (error: unknown) => void
  /** Operations taken from the outbox at a time, and milliseconds between two looks at it. */
  batch?: number
  interval?: number
  /** Milliseconds after which the centre is asked for news even though there is nothing to send. */
  pullInterval?: number
}

/** Answers that no repetition changes: only now and then somebody may have put it right at the other end. */
const lasting = new Set([
  'centre-refused-account',
  'centre-certificate',
  'centre-outdated',
  'office-revoked',
  'activation-used',
  'activation-superseded',
])
const pauseAfterRefusal = 60 * 60_000

/** The default report: where it happened, without the message, which may quote what was sent. */
function reportPlace(error: unknown): void {
  const place = error instanceof Error ? error.stack?.slice(error.stack.indexOf('\n')) : ''
  console.error(`Replication met what nobody foresaw:${place}`)
}

/** What is asked for with every chunk and changes seldom is read anew only after so many milliseconds. */
function remember<Value>(milliseconds: number, read: () => Value): () => Value {
  let last: { value: Value; at: number } | undefined
  return () => {
    if (last === undefined || performance.now() - last.at > milliseconds) {
      last = { value: read(), at: performance.now() }
    }
    return last.value
  }
}

function countGoing(tasks: Iterable<Task>): SyncStatus['going'] {
  const counted = { operations: 0, packets: 0, scans: 0 }
  for (const task of tasks) {
    if (task.kind === 'batch') counted.operations += task.operations.length
    else if (task.kind === 'packet') counted.packets += 1
    else counted.scans += task.parts.length
  }
  return counted
}

export function createSync(options: SyncOptions): Sync {
  const { store, clock, training, relay, connect = connectToCentral, report = reportPlace } = options
  const { handlers = [], pulled, batch = 200, interval = 500, pullInterval = 60_000 } = options
  const ledger = createOutboxLedger(store, clock)
  const history = createRunHistory(store)
  const scans = createScanSource(store)
  const pauses = createBackoff()
  const chunkSize = createChunkSize()
  const download = createDownload()
  const throughput = createThroughput()
  const limit = remember(1_000, () =>
    limitAt(readSetting(store, 'line-limit'), clock(), readSetting(store, 'office').timeZone),
  )
  const pace = createRateLimiter(limit)
  const going = new Set<Task>()
  const networkChanged = createNetworkWatch()
  const feed = createFeed({ store, clock, handlers, report })
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
  /** When the centre is asked for news, by the monotonic clock. */
  let pullDue = 0

  function tell(): void {
    telling ??= setTimeout(() => {
      telling = undefined
      for (const listener of listeners) listener()
    }, 250).unref()
  }

  /** Starts a run, or joins the one in progress. Throws centre-not-set and office-revoked. */
  function run(): Promise<DeliveryResult> {
    if (running !== undefined) return running.ended
    const settings = readSetting(store, 'centre')
    const office = findOffice.get()
    if (settings === null || office === undefined) throw new Problem('centre-not-set')
    if (revokedAt(store) !== null) throw new Problem('office-revoked')
    const abort = new AbortController()
    const beganAt = moment(clock)
    let received = 0
    const onLine = { connect, chunkSize, pace, throughput, going, download }
    const tools = { ...onLine, plan, ledger, scans, relay, clock, office, batch, changed: tell }
    const directory = (line: CentralClient, newest: number) => exchangeDirectory(store, clock, line, newest)
    const pull = async (line: CentralClient) => {
      received += await takeNews(line)
    }
    const ended = deliver(settings, { ...tools, exchangeDirectory: directory, pull }, abort.signal)
      .catch((error: unknown): DeliveryResult => {
        if (!(error instanceof Problem)) report(error)
        const met = error instanceof Problem ? error : new Problem('centre-fault', {}, { cause: error })
        return { delivered: 0, refused: 0, bytesSent: 0, progressed: false, problem: met }
      })
      .then((result) => {
        running = undefined
        note(result, beganAt, received)
        settle(result)
        return result
      })
    running = { ended, abort }
    tell()
    return ended
  }

  /** A history that cannot be written, on a full disk say, keeps nothing from being sent. */
  function note(
    { delivered, refused, bytesSent, problem }: DeliveryResult,
    beganAt: string,
    received: number,
  ) {
    const outcome = { delivered, refused, bytesSent, received, problem: problem?.code ?? null }
    try {
      history.note({ beganAt, endedAt: moment(clock), ...outcome })
    } catch (error) {
      report(error)
    }
  }

  /** Answers how much took effect of what the centre has to tell. */
  async function takeNews(line: CentralClient): Promise<number> {
    const taken = await feed.pull(line)
    if (taken === 0) return 0
    pulled?.()
    tell()
    return taken
  }

  /** What the end of a run means for the next one. */
  function settle({ problem: met, progressed }: DeliveryResult): void {
    const newest = ledger.newestWaiting()
    newestTried = newest ?? 0
    // Not all offices of a city at one moment.
    pullDue = performance.now() + pullInterval * (0.9 + Math.random() / 5)
    if (progressed || (met === undefined && newest === undefined)) pauses.reset()
    if (progressed || met === undefined) offlineSince = null
    problem = met?.toValue() ?? null
    if (met?.code === 'office-revoked') noteRevocation(store, clock)
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
    if (!mayConnect() || findOffice.get() === undefined) return
    if (changed || isTimeToTry()) void run()
  }

  const mayConnect = (): boolean => settingsSeen !== 'null' && revokedAt(store) === null

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

  /**
   * A pause is over, the network is back, or there is something new to send, or it is time to ask for news, and the
   * centre was not out of reach.
   */
  function isTimeToTry(): boolean {
    if (due !== undefined && performance.now() >= due.at) return true
    if (problem?.code === 'centre-unreachable') return networkChanged()
    if (problem !== null && lasting.has(problem.code)) return false
    return (
      performance.now() >= pullDue ||
      (ledger.newestWaiting() ?? 0) > newestTried ||
      (relay?.waiting() ?? []).some(({ id }) => !plan.knows(id))
    )
  }

  function status(): SyncStatus {
    const counts = ledger.counts()
    const bytesSent = Math.max(0, Math.min(counts.bytesTotal, counts.bytesSent + plan.unsavedBytes()))
    const bytesPerSecond = throughput.bytesPerSecond()
    return {
      line: line(counts.waiting > 0),
      problem,
      waiting: counts.waiting,
      refused: counts.refused,
      delivered: counts.delivered,
      bytesSent,
      bytesTotal: counts.bytesTotal,
      bytesPerSecond,
      secondsLeft: bytesPerSecond === 0 ? null : Math.ceil((counts.bytesTotal - bytesSent) / bytesPerSecond),
      going: countGoing(going),
      isLimited: limit() !== undefined,
      lastDeliveredAt: counts.lastDeliveredAt,
      offlineSince,
      nextAttemptAt: running === undefined ? (due?.moment ?? null) : null,
    }
  }

  function line(isWaiting: boolean): SyncStatus['line'] {
    if (training) return 'training'
    if (readSetting(store, 'centre') === null) return 'not-set'
    // While the centre is only being tried again, it is still not there.
    if (problem !== null) return lasting.has(problem.code) ? 'refused' : 'offline'
    return running === undefined || !isWaiting ? 'idle' : 'sending'
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
        if (mayConnect()) void run()
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
    history: history.runs,
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
