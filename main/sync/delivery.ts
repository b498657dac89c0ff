import { setTimeout as pause, setImmediate as yieldThread } from 'node:timers/promises'
import type { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import type { CentralClient, Part } from '../central/central-client.ts'
import type { Clock } from '../store/clock.ts'
import type { ChunkSize } from './chunk-size.ts'
import type { DeliveryPlan, Task } from './delivery-plan.ts'
import type { OutboxLedger, Settled } from './outbox-ledger.ts'
import { collectPackets, type Download } from './packet-download.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { Relay } from './relay-port.ts'
import type { ScanSource } from './scan-source.ts'
import type { Throughput } from './throughput.ts'

export type Connect = (settings: CentreSettings) => Promise<CentralClient>

/** What a run works with; all of it outlives the run. */
export interface DeliveryTools {
  connect: Connect
  plan: DeliveryPlan
  ledger: OutboxLedger
  scans: ScanSource
  relay: Relay | undefined
  chunkSize: ChunkSize
  download: Download
  pace: RateLimiter
  throughput: Throughput
  /** What the lines are busy with at this moment; kept up to date here. */
  going: Set<Task>
  clock: Clock
  /** Enters this office's keys and reads on in the centre's directory; what stands in the way ends the run. */
  exchangeDirectory: (line: CentralClient, newest: number) => Promise<void>
  /** Takes in what the centre has to tell. */
  pull: (line: CentralClient) => Promise<unknown>
  /** This office's code and this computer's id. */
  office: { code: string; device: string }
  /** Operations taken from the outbox at a time. */
  batch: number
  /** Called after every answer of the centre. */
  changed: () => void
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

/** Bytes of scans that a line has carried since it was opened. */
type Carried = { bytes: number }

/** Connections at once: enough to keep a long line full, few enough for a hundred offices on one server. */
const mostLines = 4

/** On a thin line: one for a chunk, and one for the record that must not wait behind it. */
const mostThinLines = 2

/** While scans may not go up yet, new records are looked for so often, in milliseconds. */
const paceInterval = 200

/** Another line is opened where this many tasks wait for each of those that are. */
const tasksPerLine = 3

/** Lines lost or faults met in a row, with nothing arriving in between, before the run is given up. */
const patience = 8

/** New records are looked for so often while a run goes on, in milliseconds. */
const lookInterval = 500

/** What the centre has settled is written down so often, in milliseconds: each time costs a flush of the disk. */
const markInterval = 200

/**
 * One run: opens a line, says hello, and works until nothing is left to do, the centre gives an answer that no
 * repetition changes, or the line is beyond use. A record that fails is passed over; a line that is cut is opened
 * anew with smaller chunks. Never throws a problem of the centre; what else goes wrong (a full disk) it throws.
 */
export async function deliver(
  settings: CentreSettings,
  tools: DeliveryTools,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const { plan, ledger, scans, relay, chunkSize, pace, throughput, going } = tools
  const result: DeliveryResult = {
    ...{ delivered: 0, refused: 0, bytesSent: 0 },
    ...{ progressed: false, problem: undefined },
  }
  const lines = new Set<CentralClient>()
  const workers: Promise<void>[] = []
  const packets = new Set<string>()
  let working = 0
  let consecutiveFailures = 0
  let failure: { error: unknown } | undefined
  let lastSequence = 0
  let lookedAt = Number.NEGATIVE_INFINITY
  let settled: Settled = { delivered: [], refused: [] }
  let markedAt = performance.now()

  const over = () => result.problem !== undefined || failure !== undefined || signal.aborted

  function lookForWork(): void {
    lookedAt = performance.now()
    for (const { id, hash, byteLength } of relay?.waiting() ?? []) {
      packets.add(id)
      if (!plan.knows(id)) plan.add({ id, kind: 'packet', scans: [{ hash, byteLength, bytesSent: 0 }] })
    }
    for (;;) {
      const batch = ledger.waitingAfter(lastSequence, tools.batch)
      for (const { id, scans: needed } of batch) {
        if (!plan.knows(id)) plan.add({ id, kind: 'operation', scans: needed })
      }
      lastSequence = batch.at(-1)?.sequence ?? lastSequence
      if (batch.length < tools.batch) return
    }
  }

  /** A chunk that could be taken but for the limit is waited for; small work never waits. */
  async function takeTask(): Promise<Task | undefined> {
    for (let looked = false; !over(); ) {
      if (performance.now() - lookedAt > lookInterval) lookForWork()
      const bytes = Math.min(chunkSize.bytes(), pace.mostBytes())
      const task = plan.nextAnnouncement(bytes) ?? (pace.isFree() ? plan.nextChunk(bytes) : undefined)
      if (task !== undefined) return task
      if (looked && plan.open(bytes) === 0) return undefined
      if (plan.open(bytes) > 0) await Promise.race([pause(paceInterval), aborted])
      else lookForWork()
      looked = true
    }
    return undefined
  }

  async function open(): Promise<CentralClient> {
    const opening = tools.connect(settings)
    const line = await Promise.race([opening, aborted])
    if (line === undefined) {
      // Whoever ends the run does not wait for a server that does not answer.
      void opening.then(
        (late) => late.close(),
        () => undefined,
      )
      throw new Problem('centre-unreachable')
    }
    lines.add(line)
    return line
  }

  async function drop(line: CentralClient | undefined): Promise<void> {
    if (line === undefined) return
    lines.delete(line)
    await line.close()
  }

  /** The outbox is told now and then: a mark that a power cut takes is made again by the centre's next answer. */
  function recordOutcome({ delivered, refused }: Settled): void {
    for (const id of delivered) {
      if (packets.delete(id)) relay?.left(id)
      else settled.delivered.push(id)
    }
    for (const refusal of refused) {
      if (packets.delete(refusal.operation)) relay?.refused(refusal.operation, refusal.code)
      else settled.refused.push(refusal)
    }
    if (performance.now() - markedAt > markInterval) saveMarks()
  }

  function saveMarks(): void {
    ledger.settled(settled)
    result.delivered += settled.delivered.length
    result.refused += settled.refused.length
    settled = { delivered: [], refused: [] }
    markedAt = performance.now()
  }

  async function announce(line: CentralClient, ids: readonly string[]): Promise<void> {
    const operations = ledger.findOperations(ids)
    if (operations.length === 0) return
    const verdicts = await line.submitBatch(operations)
    for (const [index, { id }] of operations.entries()) {
      const verdict = verdicts[index]
      if (verdict === undefined) throw new Problem('centre-outdated')
      recordOutcome(plan.announced(id, verdict))
    }
  }

  async function announcePacket(line: CentralClient, id: string): Promise<void> {
    if (relay !== undefined) recordOutcome(plan.announced(id, await relay.announce(line, id)))
  }

  function perform(line: CentralClient, task: Task, carried: Carried): Promise<void> {
    switch (task.kind) {
      case 'batch':
        return announce(line, task.operations)
      case 'packet':
        return announcePacket(line, task.packet)
      case 'chunk':
        return sendChunk(line, task, carried)
    }
  }

  async function sendChunk(
    line: CentralClient,
    task: Task & { kind: 'chunk' },
    carried: Carried,
  ): Promise<void> {
    const parts: Part[] = []
    for (const { scan, offset, length } of task.parts) {
      // A scan is read in one go: several lines that ask at one moment must not add up.
      await yieldThread()
      const bytes = relay?.find(scan, offset, length) ?? scans.find(scan, offset, length)
      if (bytes === undefined) recordOutcome(plan.unsendable(scan))
      else parts.push({ scan, offset, bytes })
    }
    if (parts.length === 0) return
    // Nor does the encryption of what was read add to it.
    await yieldThread()
    const size = parts.reduce((sum, { bytes }) => sum + bytes.length, 0)
    pace.note(size)
    // Where the line is cut under the chunk, half of it has gone up on average.
    carried.bytes += size / 2
    const began = performance.now()
    const answer = await line.uploadParts(parts)
    carried.bytes += size / 2
    result.bytesSent += size
    throughput.add(size)
    chunkSize.arrived(size, performance.now() - began, carried.bytes)
    recordOutcome(plan.answered(answer))
    for (const { scan, answer: got } of answer.parts) {
      const isOurs = got === 'reset' && relay?.find(scan, 0, 1) === undefined
      if (isOurs && !scans.isSound(scan)) recordOutcome(plan.unsendable(scan))
    }
  }

  /** Whether the line may go on after this. */
  function canContinue(error: unknown, task: Task, carried: Carried): boolean {
    plan.failed(task)
    if (!(error instanceof Problem)) throw error
    const lost = error.code === 'centre-unreachable'
    if (lost && task.kind === 'chunk') chunkSize.cut(carried.bytes)
    consecutiveFailures += 1
    if ((!lost && error.code !== 'centre-fault') || consecutiveFailures > patience) result.problem ??= error
    return !lost
  }

  async function work(first?: CentralClient): Promise<void> {
    let line = first
    let carried: Carried = { bytes: 0 }
    try {
      for (let task = await takeTask(); task !== undefined; task = await takeTask()) {
        try {
          line ??= await open()
        } catch (error) {
          plan.putBack(task)
          if (!(error instanceof Problem)) throw error
          result.problem ??= error
          return
        }
        try {
          going.add(task)
          await perform(line, task, carried)
          consecutiveFailures = 0
          result.progressed = true
          addWorkers()
        } catch (error) {
          if (signal.aborted) {
            plan.putBack(task)
            return
          }
          if (canContinue(error, task, carried)) continue
          await drop(line)
          line = undefined
          carried = { bytes: 0 }
          await pause(consecutiveFailures * 50 * Math.random())
        } finally {
          going.delete(task)
          tools.changed()
        }
        if (working > mostWorking()) return
      }
    } finally {
      await drop(line)
    }
  }

  function start(line?: CentralClient): void {
    working += 1
    workers.push(
      work(line)
        .catch((error: unknown) => {
          failure ??= { error }
        })
        .finally(() => {
          working -= 1
        }),
    )
  }

  const mostWorking = () => (chunkSize.isThin() ? mostThinLines : mostLines)

  function addWorkers(): void {
    const wanted = Math.ceil(plan.open(chunkSize.bytes()) / tasksPerLine)
    while (working < Math.min(mostWorking(), wanted) && !over()) start()
  }

  /** On a line of its own: what comes down does not wait for what goes up, nor that for it. */
  async function collect(from: Relay): Promise<void> {
    try {
      const fetched = await collectPackets({ relay: from, open, drop, download: tools.download, signal })
      if (fetched === 0) return
      result.progressed = true
      // What came is receipted, in the same run.
      lookForWork()
      start()
    } catch (error) {
      if (!(error instanceof Problem)) failure ??= { error }
      else result.problem ??= error
    }
  }

  const closeConnections = () => {
    for (const line of lines) void line.close()
  }
  signal.addEventListener('abort', closeConnections, { once: true })
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  try {
    const line = await open()
    const { office, directory, newest } = await line.hello(tools.office.device, tools.clock())
    // The account of another office: what it would take in is not ours to send there.
    if (office !== tools.office.code) throw new Problem('centre-refused-account')
    // A centre that was put back from a backup, or another one: what it has after all, it answers `already` to.
    if (newest !== undefined && newest < ledger.newestDelivered()) ledger.deliverAnew()
    await tools.exchangeDirectory(line, directory)
    // Ahead of what is sent: a store that turns out to be a copy sends as another computer.
    await tools.pull(line)
    plan.takeUpAgain()
    lookForWork()
    start(line)
    addWorkers()
    if (relay?.expects()) workers.push(collect(relay))
    for (const worker of workers) await worker
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    result.problem ??= error
  } finally {
    signal.removeEventListener('abort', closeConnections)
    for (const line of lines) void line.close()
    scans.rest()
    saveMarks()
    ledger.unfinished(plan.takeTried(), plan.takeProgress())
  }
  if (failure !== undefined) throw failure.error
  return result
}
