import { setTimeout as pause } from 'node:timers/promises'
import type { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import type { CentreLine, Piece } from '../central/central.ts'
import type { Clock } from '../store/clock.ts'
import type { ChunkSize } from './chunk-size.ts'
import type { DeliveryPlan, Task } from './delivery-plan.ts'
import type { OutboxLedger, Settled } from './outbox-ledger.ts'
import type { ScanSource } from './scan-source.ts'

export type Connect = (settings: CentreSettings) => Promise<CentreLine>

/** What a run works with; all of it outlives the run. */
export interface DeliveryTools {
  connect: Connect
  plan: DeliveryPlan
  ledger: OutboxLedger
  scans: ScanSource
  chunkSize: ChunkSize
  clock: Clock
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
  /** Whether anything at all arrived. */
  progressed: boolean
  problem: Problem | undefined
}

/** Connections at once: enough to keep a long line full, few enough for a hundred offices on one server. */
const mostLines = 3

/** Another line is opened where this many tasks wait for each of those that are. */
const tasksPerLine = 4

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
  const { plan, ledger, scans, chunkSize } = tools
  const result: DeliveryResult = { delivered: 0, refused: 0, progressed: false, problem: undefined }
  const lines = new Set<CentreLine>()
  const workers: Promise<void>[] = []
  let working = 0
  let fruitless = 0
  let failure: { error: unknown } | undefined
  let lastSequence = 0
  let lookedAt = Number.NEGATIVE_INFINITY
  let settled: Settled = { delivered: [], refused: [] }
  let markedAt = performance.now()

  const over = () => result.problem !== undefined || failure !== undefined || signal.aborted

  function lookForWork(): void {
    lookedAt = performance.now()
    for (;;) {
      const batch = ledger.waitingAfter(lastSequence, tools.batch)
      for (const operation of batch) if (!plan.knows(operation.id)) plan.add(operation)
      lastSequence = batch.at(-1)?.sequence ?? lastSequence
      if (batch.length < tools.batch) return
    }
  }

  function takeTask(): Task | undefined {
    if (performance.now() - lookedAt > lookInterval) lookForWork()
    const task = plan.next(chunkSize.bytes())
    if (task !== undefined) return task
    lookForWork()
    return plan.next(chunkSize.bytes())
  }

  async function open(): Promise<CentreLine> {
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

  async function drop(line: CentreLine | undefined): Promise<void> {
    if (line === undefined) return
    lines.delete(line)
    await line.close()
  }

  /** The outbox is told now and then: a mark that a power cut takes is made again by the centre's next answer. */
  function mark({ delivered, refused }: Settled): void {
    settled.delivered.push(...delivered)
    settled.refused.push(...refused)
    if (performance.now() - markedAt > markInterval) saveMarks()
  }

  function saveMarks(): void {
    ledger.settled(settled)
    result.delivered += settled.delivered.length
    result.refused += settled.refused.length
    settled = { delivered: [], refused: [] }
    markedAt = performance.now()
  }

  async function announce(line: CentreLine, id: string): Promise<void> {
    const operation = ledger.findOperation(id)
    if (operation === undefined) return
    mark(plan.announced(id, await line.submit(operation)))
  }

  async function sendChunk(line: CentreLine, task: Task & { kind: 'chunk' }): Promise<void> {
    const pieces: Piece[] = []
    for (const { scan, beginsAt, length } of task.pieces) {
      const bytes = scans.find(scan, beginsAt, length)
      if (bytes === undefined) mark(plan.unsendable(scan))
      else pieces.push({ scan, beginsAt, bytes })
    }
    if (pieces.length === 0) return
    const began = performance.now()
    const answer = await line.putPieces(pieces)
    const size = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
    chunkSize.arrived(size, performance.now() - began)
    mark(plan.answered(answer))
  }

  /** Whether the line may go on after this. */
  function survives(error: unknown, task: Task): boolean {
    plan.failed(task)
    if (!(error instanceof Problem)) throw error
    const lost = error.code === 'centre-unreachable'
    if (lost && task.kind === 'chunk') chunkSize.cut()
    fruitless += 1
    if ((!lost && error.code !== 'centre-fault') || fruitless > patience) result.problem ??= error
    return !lost
  }

  async function work(first?: CentreLine): Promise<void> {
    let line = first
    try {
      for (let task = takeTask(); task !== undefined; task = over() ? undefined : takeTask()) {
        try {
          line ??= await open()
        } catch (error) {
          plan.putBack(task)
          if (!(error instanceof Problem)) throw error
          result.problem ??= error
          return
        }
        try {
          if (task.kind === 'record') await announce(line, task.operation)
          else await sendChunk(line, task)
          fruitless = 0
          result.progressed = true
          callForHelp()
          tools.changed()
        } catch (error) {
          if (signal.aborted) {
            plan.putBack(task)
            return
          }
          if (survives(error, task)) continue
          await drop(line)
          line = undefined
          await pause(fruitless * 50 * Math.random())
        }
      }
    } finally {
      await drop(line)
    }
  }

  function start(line?: CentreLine): void {
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

  function callForHelp(): void {
    if (working < mostLines && plan.open() > working * tasksPerLine && !over()) start()
  }

  const hangUp = () => {
    for (const line of lines) void line.close()
  }
  signal.addEventListener('abort', hangUp, { once: true })
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  try {
    const line = await open()
    const { office } = await line.hello(tools.office.device, tools.clock())
    // The account of another office: what it would take in is not ours to send there.
    if (office !== tools.office.code) throw new Problem('centre-refused-account')
    plan.takeUpAgain()
    lookForWork()
    start(line)
    for (const worker of workers) await worker
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    result.problem ??= error
  } finally {
    signal.removeEventListener('abort', hangUp)
    for (const line of lines) void line.close()
    saveMarks()
    ledger.unfinished(plan.takeTried(), plan.takeProgress())
  }
  if (failure !== undefined) throw failure.error
  return result
}
