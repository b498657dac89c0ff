import type { UploadAnswer, Verdict } from '../central/central-client.ts'
import type { ScanProgress, Settled } from './outbox-ledger.ts'

/**
 * What is to be announced, and the bytes that the centre then needs: an operation of the outbox with the scans of
 * its record, or a packet with its own bytes.
 */
export interface Announcement {
  id: string
  kind: 'operation' | 'packet'
  scans: { hash: string; byteLength: number; bytesSent: number }[]
}

/**
 * The next task for a line: operations or a packet to announce, or a chunk: parts of scans from these
 * offsets on.
 */
export type Task =
  | { kind: 'batch'; operations: string[] }
  | { kind: 'packet'; packet: string }
  | { kind: 'chunk'; parts: { scan: string; offset: number; length: number }[] }

/**
 * What is known of the work ahead: which operations have been announced, which scans the centre lacks and how far
 * each has come. Pure bookkeeping: it outlives a line that is cut, so that the next one goes on where this one
 * stopped, and is rebuilt from the outbox and the centre's answers when the program starts anew. A packet's bytes
 * count as a scan here: announced, sent in parts and verified in the same way.
 *
 * Operations go before packets, packets before scans, and of the scans the one with the least left: small work
 * never waits behind large. A task is in one line's hands at most, and a chunk is the longest task, so that a new
 * record waits for no more.
 */
export interface DeliveryPlan {
  knows(id: string): boolean
  add(announcement: Announcement): void
  /**
   * The next operations or packet to announce that no line has in hand; undefined where there are none. A batch has
   * as many operations as take about `bytes` on the line, in the order of their numbers.
   */
  nextAnnouncement(bytes: number): Task | undefined
  /** The next chunk, of at most `bytes`: one scan's, or several that are short enough to go up whole. */
  nextChunk(bytes: number): Task | undefined
  /** About how many tasks of at most `bytes` could be taken at this moment. */
  open(bytes: number): number
  /** Takes a task back untouched. */
  putBack(task: Task): void
  /** Takes a task back that failed; after too many failures it is set aside, so that it holds up no other. */
  failed(task: Task): void
  /** The centre's verdict on what was announced. */
  announced(id: string, verdict: Verdict): Settled
  /** The centre's answer to a chunk. */
  answered(answer: UploadAnswer): Settled
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

interface Planned {
  kind: Announcement['kind']
  scans: string[]
  /** Of these, what the centre has said it lacks. */
  missing: Set<string>
  failures: number
}

interface PlannedScan {
  byteLength: number
  received: number
  /** `received` as the outbox was last told. */
  saved: number
  inHand: boolean
  failures: number
  /** A packet's bytes: before all scans of records. */
  isPacket: boolean
  /** Whatever was announced with it. */
  neededBy: Set<string>
}

/** Failures in a row before a task is set aside: enough for the chunk size to come down from largest to smallest. */
const patience = 8

/** How many open scans are looked at to find the one with the least left. */
const lookAhead = 64

/** What an operation comes to on the line, packed among others, in bytes; and how many go into one batch at most. */
const packedOperation = 1_000
const largestBatch = 300

/** Operations in one batch that bring scans: the first scans go up while the next operations are announced. */
const largestBatchWithScans = 25

export function createDeliveryPlan(): DeliveryPlan {
  const announcements = new Map<string, Planned>()
  const scans = new Map<string, PlannedScan>()
  const openOperations = new Set<string>()
  const openPackets = new Set<string>()
  const openPacketBytes = new Set<string>()
  const begunScans = new Set<string>()
  const openScans = new Set<string>()
  const tried = new Set<string>()

  function forget(id: string): void {
    const announcement = announcements.get(id)
    announcements.delete(id)
    openOperations.delete(id)
    openPackets.delete(id)
    tried.delete(id)
    for (const hash of announcement?.scans ?? []) {
      const scan = scans.get(hash)
      scan?.neededBy.delete(id)
      if (scan?.neededBy.size === 0) {
        scans.delete(hash)
        closeScan(hash)
      }
    }
  }

  function closeScan(hash: string): void {
    for (const among of [openPacketBytes, begunScans, openScans]) among.delete(hash)
  }

  /** Keeps to what is still ours to finish, each once. */
  function settle(delivered: Iterable<string>, refused: Iterable<string> = [], code = ''): Settled {
    const finish = (ids: Iterable<string>): string[] => {
      const ours = [...ids].filter((id) => announcements.has(id))
      ours.forEach(forget)
      return ours
    }
    return {
      delivered: finish(delivered),
      refused: finish(refused).map((operation) => ({ operation, code })),
    }
  }

  function open(id: string): void {
    const announcement = announcements.get(id)
    if (announcement === undefined || announcement.failures >= patience) return
    if (announcement.kind === 'packet') openPackets.add(id)
    else openOperations.add(id)
  }

  function openScan(hash: string): void {
    const scan = scans.get(hash)
    closeScan(hash)
    if (scan === undefined || scan.inHand || scan.received >= scan.byteLength || scan.failures >= patience)
      return
    // What was begun is finished first: a hundred halves complete no record.
    const ofRecords = scan.received > 0 ? begunScans : openScans
    const among = scan.isPacket ? openPacketBytes : ofRecords
    among.add(hash)
  }

  function putBack(task: Task): void {
    if (task.kind !== 'chunk') {
      announcedIn(task).forEach(open)
      return
    }
    for (const { scan: hash } of task.parts) {
      const scan = scans.get(hash)
      if (scan !== undefined) scan.inHand = false
      openScan(hash)
    }
  }

  function failed(task: Task): void {
    const states =
      task.kind === 'chunk'
        ? task.parts.map(({ scan }) => scans.get(scan))
        : announcedIn(task).map((id) => announcements.get(id))
    for (const state of states) if (state !== undefined) state.failures += 1
    putBack(task)
  }

  const failedAlone = (id: string) => failed({ kind: 'batch', operations: [id] })

  /**
   * The scan is at the centre: an operation whose last one it was, and that is not settled, is asked for again; a
   * packet is all there. Answers the packets.
   */
  function arrived(hash: string): string[] {
    const packets: string[] = []
    for (const id of scans.get(hash)?.neededBy ?? []) {
      const announcement = announcements.get(id)
      if (!announcement?.missing.delete(hash) || announcement.missing.size > 0) continue
      if (announcement.kind === 'packet') packets.push(id)
      else open(id)
    }
    return packets
  }

  /** What failed goes up in ever smaller company, so that it takes few others with it. */
  function nextBatch(bytes: number): Task | undefined {
    const batch: string[] = []
    let failures: number | undefined
    let room = Math.min(Math.ceil(bytes / packedOperation), largestBatch)
    for (const id of openOperations) {
      const operation = announcements.get(id)
      if (operation === undefined) continue
      if (failures === undefined) room = Math.max(1, room >> (3 * operation.failures))
      failures ??= operation.failures
      if (operation.scans.length > 0) room = Math.min(room, largestBatchWithScans)
      if (operation.failures !== failures || batch.length >= room) break
      batch.push(id)
      openOperations.delete(id)
      tried.add(id)
    }
    return batch.length === 0 ? undefined : { kind: 'batch', operations: batch }
  }

  /** Of the first open ones, those with the least left first. */
  function smallest(...among: ReadonlySet<string>[]): [string, PlannedScan][] {
    const looked: [string, PlannedScan][] = []
    for (const hashes of among) {
      for (const hash of hashes) {
        if (looked.length === lookAhead) break
        const scan = scans.get(hash)
        if (scan !== undefined) looked.push([hash, scan])
      }
    }
    const left = ({ byteLength, received }: PlannedScan) => byteLength - received
    return looked.sort(([, one], [, other]) => left(one) - left(other))
  }

  function nextPacket(): Task | undefined {
    const [packet] = openPackets
    if (packet === undefined) return undefined
    openPackets.delete(packet)
    return { kind: 'packet', packet }
  }

  function nextChunk(bytes: number): Task | undefined {
    const parts: { scan: string; offset: number; length: number }[] = []
    let room = bytes
    const next = openPacketBytes.size > 0 ? smallest(openPacketBytes) : smallest(begunScans, openScans)
    for (const [hash, scan] of next) {
      const left = scan.byteLength - scan.received
      if (parts.length > 0 && (left > room || scan.failures > 0)) break
      const length = Math.min(left, room)
      parts.push({ scan: hash, offset: scan.received, length })
      room -= length
      closeScan(hash)
      scan.inHand = true
      for (const needing of scan.neededBy) tried.add(needing)
      // What failed goes up alone, so that it takes no other with it.
      if (scan.failures > 0) break
    }
    return parts.length === 0 ? undefined : { kind: 'chunk', parts }
  }

  return {
    knows: (id) => announcements.has(id),
    add({ id, kind, scans: needed }) {
      announcements.set(id, {
        ...{ kind, scans: needed.map(({ hash }) => hash), missing: new Set<string>(), failures: 0 },
      })
      open(id)
      for (const { hash, byteLength, bytesSent } of needed) {
        const scan = scans.get(hash) ?? {
          ...{ byteLength, received: bytesSent, saved: bytesSent, isPacket: kind === 'packet' },
          ...{ inHand: false, failures: 0, neededBy: new Set<string>() },
        }
        scan.neededBy.add(id)
        scans.set(hash, scan)
      }
    },
    nextAnnouncement: (bytes) => nextBatch(bytes) ?? nextPacket(),
    nextChunk,
    open: (bytes) =>
      Math.ceil((openOperations.size * packedOperation) / bytes) +
      openPackets.size +
      openPacketBytes.size +
      begunScans.size +
      openScans.size,
    putBack,
    failed,
    announced(id, { verdict, refusal, complete, missing }) {
      if (verdict === 'refused') return settle([], [id], refusal)
      if (complete) return settle([id])
      const announcement = announcements.get(id)
      if (announcement === undefined) return settle([])
      const received = new Map(missing.map((scan) => [scan.hash, scan.received]))
      announcement.missing = new Set(received.keys())
      for (const hash of announcement.scans) {
        const scan = scans.get(hash)
        if (scan === undefined || scan.inHand) continue
        scan.received = received.get(hash) ?? scan.byteLength
        openScan(hash)
      }
      // To be asked for again: it came ahead of what it is about, or nothing is missing and yet it is not complete,
      // because another process is finishing it at this moment.
      if (missing.length === 0) failedAlone(id)
      return settle([])
    },
    answered({ parts, completed }) {
      const settled = settle([])
      for (const { scan: hash, answer, received } of parts) {
        const scan = scans.get(hash)
        if (scan === undefined) continue
        scan.inHand = false
        scan.received = answer === 'complete' ? scan.byteLength : received
        scan.failures = answer === 'reset' ? scan.failures + 1 : 0
        if (answer === 'unknown') {
          scan.neededBy.forEach(failedAlone)
        } else if (answer === 'reset' && scan.failures >= patience) {
          settled.refused.push(...settle([], scan.neededBy, 'scan-hash').refused)
        } else {
          openScan(hash)
        }
      }
      settled.delivered.push(...settle(completed).delivered)
      for (const { scan: hash, answer } of parts) {
        if (answer === 'complete') settled.delivered.push(...settle(arrived(hash)).delivered)
      }
      return settled
    },
    unsendable: (hash) => settle([], scans.get(hash)?.neededBy, 'scan-damaged'),
    takeUpAgain() {
      for (const [id, announcement] of announcements) {
        announcement.failures = 0
        // Whatever is not waiting for its scans is to be announced.
        if (announcement.missing.size === 0) open(id)
      }
      for (const [hash, scan] of scans) {
        scan.failures = 0
        const announced = [...scan.neededBy].some((id) => announcements.get(id)?.missing.has(hash))
        if (announced) openScan(hash)
      }
    },
    unsavedBytes() {
      let bytes = 0
      for (const { received, saved, neededBy } of scans.values()) bytes += (received - saved) * neededBy.size
      return bytes
    },
    takeProgress() {
      const progress: ScanProgress[] = []
      for (const [hash, scan] of scans) {
        if (scan.received === scan.saved) continue
        for (const operation of scan.neededBy) progress.push({ operation, hash, bytesSent: scan.received })
        scan.saved = scan.received
      }
      return progress
    },
    takeTried() {
      const ids = [...tried]
      tried.clear()
      return ids
    },
  }
}

const announcedIn = (task: Exclude<Task, { kind: 'chunk' }>): string[] =>
  task.kind === 'packet' ? [task.packet] : task.operations
