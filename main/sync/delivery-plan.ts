import type { PiecesAnswer, Verdict } from '../central/central.ts'
import type { ScanProgress, Settled, WaitingOperation } from './outbox-ledger.ts'

/** The next piece of work for a line: a record to announce, or a chunk: pieces of scans from these offsets on. */
export type Task =
  | { kind: 'record'; operation: string }
  | { kind: 'chunk'; pieces: { scan: string; beginsAt: number; length: number }[] }

/**
 * What is known of the work ahead: which records have been announced, which scans the centre lacks and how far
 * each has come. Pure bookkeeping: it outlives a line that is cut, so that the next one goes on where this one
 * stopped, and is rebuilt from the outbox and the centre's answers when the program starts anew.
 *
 * Records go before scans, and of the scans the one with the least left: small work never waits behind large. A
 * task is in one line's hands at most, and a chunk is the longest task, so that a new record waits for no more.
 */
export interface DeliveryPlan {
  knows(operation: string): boolean
  add(operation: WaitingOperation): void
  /**
   * The next task that no line has in hand; undefined where all are in hand, done, or set aside. A chunk has at
   * most `bytes`: one scan's, or several that are short enough to go up whole.
   */
  next(bytes: number): Task | undefined
  /** How many tasks could be taken at this moment. */
  open(): number
  /** Takes a task back untouched. */
  putBack(task: Task): void
  /** Takes a task back that failed; after too many failures it is set aside, so that it holds up no other. */
  failed(task: Task): void
  /** The centre's verdict on an announced record. */
  announced(operation: string, verdict: Verdict): Settled
  /** The centre's answer to a chunk. */
  answered(answer: PiecesAnswer): Settled
  /** The store does not have this scan as it was approved: its records cannot be completed. */
  unsendable(scan: string): Settled
  /** Opens again what was set aside. */
  takeUpAgain(): void
  /** Bytes of unfinished operations' scans that have arrived since `takeProgress`. */
  unsavedBytes(): number
  takeProgress(): ScanProgress[]
  /** The unfinished operations that were tried since this was last asked. */
  takeTried(): string[]
}

interface PlannedRecord {
  scans: string[]
  /** Of these, what the centre has said it lacks. */
  missing: Set<string>
  failures: number
}

interface PlannedScan {
  byteLength: number
  held: number
  /** `held` as the outbox was last told. */
  saved: number
  inHand: boolean
  failures: number
  /** The operations whose records need it. */
  operations: Set<string>
}

/** Failures in a row before a task is set aside: enough for the chunk size to come down from largest to smallest. */
const patience = 8

/** How many open scans are looked at to find the one with the least left. */
const lookAhead = 64

export function createDeliveryPlan(): DeliveryPlan {
  const records = new Map<string, PlannedRecord>()
  const scans = new Map<string, PlannedScan>()
  const openRecords = new Set<string>()
  const openScans = new Set<string>()
  const tried = new Set<string>()

  function forget(operation: string): void {
    const record = records.get(operation)
    records.delete(operation)
    openRecords.delete(operation)
    tried.delete(operation)
    for (const hash of record?.scans ?? []) {
      const scan = scans.get(hash)
      scan?.operations.delete(operation)
      if (scan?.operations.size === 0) {
        scans.delete(hash)
        openScans.delete(hash)
      }
    }
  }

  /** Keeps to operations that are still ours to finish, each once. */
  function settle(delivered: Iterable<string>, refused: Iterable<string> = [], code = ''): Settled {
    const finish = (operations: Iterable<string>): string[] => {
      const ours = [...operations].filter((operation) => records.has(operation))
      ours.forEach(forget)
      return ours
    }
    return {
      delivered: finish(delivered),
      refused: finish(refused).map((operation) => ({ operation, code })),
    }
  }

  function openRecord(operation: string): void {
    if ((records.get(operation)?.failures ?? patience) < patience) openRecords.add(operation)
  }

  function openScan(hash: string): void {
    const scan = scans.get(hash)
    if (scan === undefined || scan.inHand || scan.held >= scan.byteLength) openScans.delete(hash)
    else if (scan.failures < patience) openScans.add(hash)
  }

  function putBack(task: Task): void {
    if (task.kind === 'record') {
      openRecord(task.operation)
      return
    }
    for (const { scan: hash } of task.pieces) {
      const scan = scans.get(hash)
      if (scan !== undefined) scan.inHand = false
      openScan(hash)
    }
  }

  function failed(task: Task): void {
    const states =
      task.kind === 'record' ? [records.get(task.operation)] : task.pieces.map(({ scan }) => scans.get(scan))
    for (const state of states) if (state !== undefined) state.failures += 1
    putBack(task)
  }

  /** The scan is at the centre: a record whose last one it was, and that is not settled, is asked for again. */
  function arrived(hash: string): void {
    for (const operation of scans.get(hash)?.operations ?? []) {
      const record = records.get(operation)
      if (record?.missing.delete(hash) && record.missing.size === 0) openRecord(operation)
    }
  }

  /** Of the first open scans, those with the least left first. */
  function smallestOpenScans(): [string, PlannedScan][] {
    const looked: [string, PlannedScan][] = []
    for (const hash of openScans) {
      const scan = scans.get(hash)
      if (scan !== undefined) looked.push([hash, scan])
      if (looked.length === lookAhead) break
    }
    const left = ({ byteLength, held }: PlannedScan) => byteLength - held
    return looked.sort(([, one], [, other]) => left(one) - left(other))
  }

  return {
    knows: (operation) => records.has(operation),
    add({ id, scans: needed }) {
      records.set(id, { scans: needed.map(({ hash }) => hash), missing: new Set(), failures: 0 })
      openRecords.add(id)
      for (const { hash, byteLength, bytesSent } of needed) {
        const scan = scans.get(hash) ?? {
          ...{ byteLength, held: bytesSent, saved: bytesSent },
          ...{ inHand: false, failures: 0, operations: new Set<string>() },
        }
        scan.operations.add(id)
        scans.set(hash, scan)
      }
    },
    next(bytes) {
      const [operation] = openRecords
      if (operation !== undefined) {
        openRecords.delete(operation)
        tried.add(operation)
        return { kind: 'record', operation }
      }
      const pieces: { scan: string; beginsAt: number; length: number }[] = []
      let room = bytes
      for (const [hash, scan] of smallestOpenScans()) {
        const left = scan.byteLength - scan.held
        if (pieces.length > 0 && (left > room || scan.failures > 0)) break
        const length = Math.min(left, room)
        pieces.push({ scan: hash, beginsAt: scan.held, length })
        room -= length
        openScans.delete(hash)
        scan.inHand = true
        for (const needing of scan.operations) tried.add(needing)
        // What failed goes up alone, so that it takes no other with it.
        if (scan.failures > 0) break
      }
      return pieces.length === 0 ? undefined : { kind: 'chunk', pieces }
    },
    open: () => openRecords.size + openScans.size,
    putBack,
    failed,
    announced(operation, { verdict, refusal, complete, missing }) {
      if (verdict === 'refused') return settle([], [operation], refusal)
      if (complete) return settle([operation])
      const record = records.get(operation)
      if (record === undefined) return settle([])
      const held = new Map(missing.map((scan) => [scan.hash, scan.held]))
      record.missing = new Set(held.keys())
      for (const hash of record.scans) {
        const scan = scans.get(hash)
        if (scan === undefined || scan.inHand) continue
        scan.held = held.get(hash) ?? scan.byteLength
        openScan(hash)
      }
      // Nothing missing and yet not complete: another process is finishing it at this moment. Ask again.
      if (missing.length === 0) failed({ kind: 'record', operation })
      return settle([])
    },
    answered({ pieces, completed }) {
      const settled = settle([])
      for (const { scan: hash, answer, held } of pieces) {
        const scan = scans.get(hash)
        if (scan === undefined) continue
        scan.inHand = false
        scan.held = answer === 'complete' ? scan.byteLength : held
        scan.failures = answer === 'reset' ? scan.failures + 1 : 0
        if (answer === 'unknown') {
          for (const operation of scan.operations) failed({ kind: 'record', operation })
        } else if (answer === 'reset' && scan.failures >= patience) {
          settled.refused.push(...settle([], scan.operations, 'scan-hash').refused)
        } else {
          openScan(hash)
        }
      }
      settled.delivered.push(...settle(completed).delivered)
      for (const { scan: hash, answer } of pieces) if (answer === 'complete') arrived(hash)
      return settled
    },
    unsendable: (hash) => settle([], scans.get(hash)?.operations, 'scan-damaged'),
    takeUpAgain() {
      for (const [operation, record] of records) {
        record.failures = 0
        // Whatever is not waiting for its scans is to be announced.
        if (record.missing.size === 0) openRecord(operation)
      }
      for (const [hash, scan] of scans) {
        scan.failures = 0
        const announced = [...scan.operations].some((operation) => records.get(operation)?.missing.has(hash))
        if (announced) openScan(hash)
      }
    },
    unsavedBytes() {
      let bytes = 0
      for (const { held, saved, operations } of scans.values()) bytes += (held - saved) * operations.size
      return bytes
    },
    takeProgress() {
      const progress: ScanProgress[] = []
      for (const [hash, scan] of scans) {
        if (scan.held === scan.saved) continue
        for (const operation of scan.operations) progress.push({ operation, hash, bytesSent: scan.held })
        scan.saved = scan.held
      }
      return progress
    },
    takeTried() {
      const operations = [...tried]
      tried.clear()
      return operations
    },
  }
}
