import type { UploadAnswer, Verdict } from '../central/central-client.ts'
import type { OperationOutcomes, ScanProgress } from './outbox-ledger.ts'

/**
 * What is to be announced, and the bytes that the centre then needs: an operation of the outbox with the
 * scans of its record, or a packet with its own bytes.
 */
export interface Announcement {
  id: string
  kind: 'operation' | 'packet'
  scans: { hash: string; byteLength: number; bytesSent: number }[]
}

/**
 * The next work for a connection: a batch of operations or a packet to announce, or a chunk: parts of scans
 * from these offsets on.
 */
export type Task =
  | { kind: 'batch'; operations: string[] }
  | { kind: 'packet'; packet: string }
  | { kind: 'chunk'; parts: { scan: string; offset: number; length: number }[] }

/**
 * Priority queue of uploads: which operations have been announced, which scans the centre lacks and how many
 * bytes of each it has. Pure bookkeeping: it outlives a lost connection, so that the next one resumes where
 * this one stopped, and is rebuilt from the outbox and the centre's answers when the program restarts. A
 * packet's bytes count as a scan here: announced, uploaded in parts and verified in the same way.
 *
 * Operations go before packets, packets before scans, and of the scans the one with the fewest bytes left
 * (shortest remaining first): small work never waits behind large. A task is given to one connection at a
 * time, and a chunk is the longest task, so that a new record waits for no more than one chunk.
 */
export interface DeliveryPlan {
  has(id: string): boolean
  add(announcement: Announcement): void
  /**
   * The next operations or packet to announce; undefined where no connection may take one. A batch has
   * operations of about `bytes` in all, in the order of their numbers.
   */
  nextAnnouncement(bytes: number): Task | undefined
  /** The next chunk of at most `bytes`: a piece of one scan, or several scans that fit whole. */
  nextChunk(bytes: number): Task | undefined
  /** About how many tasks of at most `bytes` are ready now. */
  countOpenTasks(bytes: number): number
  /** Returns a task that was not tried. */
  requeue(task: Task): void
  /** Returns a task that failed; after too many failures in a row it is set aside until `retryFailed`. */
  recordFailure(task: Task): void
  /** Records the centre's verdict on an announced operation or packet. */
  recordVerdict(id: string, verdict: Verdict): OperationOutcomes
  /** Records the centre's answer to a chunk. */
  recordChunkAnswer(answer: UploadAnswer): OperationOutcomes
  /** Refuses the operations of a scan that the store does not have as it was approved. */
  failScan(scan: string): OperationOutcomes
  /** Makes everything that was set aside ready again. */
  retryFailed(): void
  /** Bytes of unfinished operations' scans that have arrived since `drainProgress`. */
  unsavedBytes(): number
  drainProgress(): ScanProgress[]
  /** The unfinished operations that were tried since the last call. */
  drainAttempted(): string[]
}

interface PlannedAnnouncement {
  kind: Announcement['kind']
  scans: string[]
  /** Those of them that the centre has said it lacks. */
  missing: Set<string>
  failures: number
}

interface PlannedScan {
  byteLength: number
  received: number
  /** `received` as it was last written to the outbox. */
  saved: number
  inProgress: boolean
  failures: number
  /** Bytes of a packet go before all scans of records. */
  isPacket: boolean
  /** The announcements that need it. */
  neededBy: Set<string>
}

/**
 * Failures in a row before a task is set aside: enough for the chunk size to come down from largest to
 * smallest.
 */
const maxFailures = 8

/** Among how many queued scans the one with the fewest bytes left is searched. */
const maxCandidates = 64

/** The compressed size of an operation within a batch, in bytes; and how many go into one batch at most. */
const packedOperationBytes = 1_000
const largestBatch = 300

/** Limit for operations with scans: the first scans are uploaded while the next operations are announced. */
const largestBatchWithScans = 25

export function createDeliveryPlan(): DeliveryPlan {
  const announcements = new Map<string, PlannedAnnouncement>()
  const scans = new Map<string, PlannedScan>()
  const queuedOperations = new Set<string>()
  const queuedPackets = new Set<string>()
  const queuedPacketBytes = new Set<string>()
  const startedScans = new Set<string>()
  const queuedScans = new Set<string>()
  const attempted = new Set<string>()

  function remove(id: string): void {
    const announcement = announcements.get(id)
    announcements.delete(id)
    queuedOperations.delete(id)
    queuedPackets.delete(id)
    attempted.delete(id)
    for (const hash of announcement?.scans ?? []) {
      const scan = scans.get(hash)
      scan?.neededBy.delete(id)
      if (scan?.neededBy.size === 0) {
        scans.delete(hash)
        dequeueScan(hash)
      }
    }
  }

  function dequeueScan(hash: string): void {
    for (const among of [queuedPacketBytes, startedScans, queuedScans]) among.delete(hash)
  }

  /** Removes those that are still in the plan and answers them; each is finished once. */
  function finish(delivered: Iterable<string>, refused: Iterable<string> = [], code = ''): OperationOutcomes {
    const finish = (ids: Iterable<string>): string[] => {
      const ours = [...ids].filter((id) => announcements.has(id))
      ours.forEach(remove)
      return ours
    }
    return {
      delivered: finish(delivered),
      refused: finish(refused).map((operation) => ({ operation, code })),
    }
  }

  function enqueue(id: string): void {
    const announcement = announcements.get(id)
    if (announcement === undefined || announcement.failures >= maxFailures) return
    if (announcement.kind === 'packet') queuedPackets.add(id)
    else queuedOperations.add(id)
  }

  function enqueueScan(hash: string): void {
    const scan = scans.get(hash)
    dequeueScan(hash)
    if (
      scan === undefined ||
      scan.inProgress ||
      scan.received >= scan.byteLength ||
      scan.failures >= maxFailures
    )
      return
    // A scan that was started is finished first: a hundred halves complete no record.
    const ofRecords = scan.received > 0 ? startedScans : queuedScans
    const among = scan.isPacket ? queuedPacketBytes : ofRecords
    among.add(hash)
  }

  function requeue(task: Task): void {
    if (task.kind !== 'chunk') {
      announcedIds(task).forEach(enqueue)
      return
    }
    for (const { scan: hash } of task.parts) {
      const scan = scans.get(hash)
      if (scan !== undefined) scan.inProgress = false
      enqueueScan(hash)
    }
  }

  function recordFailure(task: Task): void {
    const states =
      task.kind === 'chunk'
        ? task.parts.map(({ scan }) => scans.get(scan))
        : announcedIds(task).map((id) => announcements.get(id))
    for (const state of states) if (state !== undefined) state.failures += 1
    requeue(task)
  }

  const recordFailureOf = (id: string) => recordFailure({ kind: 'batch', operations: [id] })

  /**
   * The centre has the whole scan. An operation that lacked only this one, and is not finished, is announced
   * again; a packet is complete. Answers the packets.
   */
  function completeScan(hash: string): string[] {
    const packets: string[] = []
    for (const id of scans.get(hash)?.neededBy ?? []) {
      const announcement = announcements.get(id)
      if (!announcement?.missing.delete(hash) || announcement.missing.size > 0) continue
      if (announcement.kind === 'packet') packets.push(id)
      else enqueue(id)
    }
    return packets
  }

  /** Operations that failed go up in ever smaller batches, so that a bad one fails few others with it. */
  function nextBatch(bytes: number): Task | undefined {
    const batch: string[] = []
    let failures: number | undefined
    let room = Math.min(Math.ceil(bytes / packedOperationBytes), largestBatch)
    for (const id of queuedOperations) {
      const operation = announcements.get(id)
      if (operation === undefined) continue
      if (failures === undefined) room = Math.max(1, room >> (3 * operation.failures))
      failures ??= operation.failures
      if (operation.scans.length > 0) room = Math.min(room, largestBatchWithScans)
      if (operation.failures !== failures || batch.length >= room) break
      batch.push(id)
      queuedOperations.delete(id)
      attempted.add(id)
    }
    return batch.length === 0 ? undefined : { kind: 'batch', operations: batch }
  }

  /** The first queued scans, sorted by the bytes left. */
  function smallestFirst(...among: ReadonlySet<string>[]): [string, PlannedScan][] {
    const candidates: [string, PlannedScan][] = []
    for (const hashes of among) {
      for (const hash of hashes) {
        if (candidates.length === maxCandidates) break
        const scan = scans.get(hash)
        if (scan !== undefined) candidates.push([hash, scan])
      }
    }
    const remaining = ({ byteLength, received }: PlannedScan) => byteLength - received
    return candidates.sort(([, one], [, other]) => remaining(one) - remaining(other))
  }

  function nextPacket(): Task | undefined {
    const [packet] = queuedPackets
    if (packet === undefined) return undefined
    queuedPackets.delete(packet)
    return { kind: 'packet', packet }
  }

  function nextChunk(bytes: number): Task | undefined {
    const parts: { scan: string; offset: number; length: number }[] = []
    let room = bytes
    const next =
      queuedPacketBytes.size > 0 ? smallestFirst(queuedPacketBytes) : smallestFirst(startedScans, queuedScans)
    for (const [hash, scan] of next) {
      const remaining = scan.byteLength - scan.received
      if (parts.length > 0 && (remaining > room || scan.failures > 0)) break
      const length = Math.min(remaining, room)
      parts.push({ scan: hash, offset: scan.received, length })
      room -= length
      dequeueScan(hash)
      scan.inProgress = true
      for (const needing of scan.neededBy) attempted.add(needing)
      // A scan that failed goes up alone, so that it fails no other with it.
      if (scan.failures > 0) break
    }
    return parts.length === 0 ? undefined : { kind: 'chunk', parts }
  }

  return {
    has: (id) => announcements.has(id),
    add({ id, kind, scans: needed }) {
      announcements.set(id, {
        kind,
        scans: needed.map(({ hash }) => hash),
        missing: new Set<string>(),
        failures: 0,
      })
      enqueue(id)
      for (const { hash, byteLength, bytesSent } of needed) {
        const scan = scans.get(hash) ?? {
          byteLength,
          received: bytesSent,
          saved: bytesSent,
          isPacket: kind === 'packet',
          inProgress: false,
          failures: 0,
          neededBy: new Set<string>(),
        }
        scan.neededBy.add(id)
        scans.set(hash, scan)
      }
    },
    nextAnnouncement: (bytes) => nextBatch(bytes) ?? nextPacket(),
    nextChunk,
    countOpenTasks: (bytes) =>
      Math.ceil((queuedOperations.size * packedOperationBytes) / bytes) +
      queuedPackets.size +
      queuedPacketBytes.size +
      startedScans.size +
      queuedScans.size,
    requeue,
    recordFailure,
    recordVerdict(id, { verdict, refusal, complete, missing }) {
      if (verdict === 'refused') return finish([], [id], refusal)
      if (complete) return finish([id])
      const announcement = announcements.get(id)
      if (announcement === undefined) return finish([])
      const received = new Map(missing.map((scan) => [scan.hash, scan.received]))
      announcement.missing = new Set(received.keys())
      for (const hash of announcement.scans) {
        const scan = scans.get(hash)
        if (scan === undefined || scan.inProgress) continue
        scan.received = received.get(hash) ?? scan.byteLength
        enqueueScan(hash)
      }
      // To be announced again: it came before the record that it is about, or nothing is missing and it is
      // still not complete, because another process is completing it at this moment.
      if (missing.length === 0) recordFailureOf(id)
      return finish([])
    },
    recordChunkAnswer({ parts, completed }) {
      const settled = finish([])
      for (const { scan: hash, answer, received } of parts) {
        const scan = scans.get(hash)
        if (scan === undefined) continue
        scan.inProgress = false
        scan.received = answer === 'complete' ? scan.byteLength : received
        scan.failures = answer === 'reset' ? scan.failures + 1 : 0
        if (answer === 'unknown') {
          scan.neededBy.forEach(recordFailureOf)
        } else if (answer === 'reset' && scan.failures >= maxFailures) {
          settled.refused.push(...finish([], scan.neededBy, 'scan-hash').refused)
        } else {
          enqueueScan(hash)
        }
      }
      settled.delivered.push(...finish(completed).delivered)
      for (const { scan: hash, answer } of parts) {
        if (answer === 'complete') settled.delivered.push(...finish(completeScan(hash)).delivered)
      }
      return settled
    },
    failScan: (hash) => finish([], scans.get(hash)?.neededBy, 'scan-damaged'),
    retryFailed() {
      for (const [id, announcement] of announcements) {
        announcement.failures = 0
        // What does not wait for scans is to be announced.
        if (announcement.missing.size === 0) enqueue(id)
      }
      for (const [hash, scan] of scans) {
        scan.failures = 0
        const announced = [...scan.neededBy].some((id) => announcements.get(id)?.missing.has(hash))
        if (announced) enqueueScan(hash)
      }
    },
    unsavedBytes() {
      let bytes = 0
      for (const { received, saved, neededBy } of scans.values()) bytes += (received - saved) * neededBy.size
      return bytes
    },
    drainProgress() {
      const progress: ScanProgress[] = []
      for (const [hash, scan] of scans) {
        if (scan.received === scan.saved) continue
        for (const operation of scan.neededBy) progress.push({ operation, hash, bytesSent: scan.received })
        scan.saved = scan.received
      }
      return progress
    },
    drainAttempted() {
      const ids = [...attempted]
      attempted.clear()
      return ids
    },
  }
}

const announcedIds = (task: Exclude<Task, { kind: 'chunk' }>): string[] =>
  task.kind === 'packet' ? [task.packet] : task.operations
