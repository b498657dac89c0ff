import type { SyncStatus } from '../../shared/contract/sync-calls.ts'
import type { Task } from './delivery-plan.ts'
import type { OutboxCounts } from './outbox-ledger.ts'
import { isPermanent, type SyncSchedule } from './sync-schedule.ts'

export interface StatusSource {
  training: boolean
  hasSettings: boolean
  isRunning: boolean
  isLimited: boolean
  counts: OutboxCounts
  /** Bytes that have arrived and are not in the outbox's counts yet. */
  unsavedBytes: number
  bytesPerSecond: number
  activeTasks: Iterable<Task>
  schedule: SyncSchedule
}

/** The state of synchronisation as the screen shows it. */
export function describeStatus(source: StatusSource): SyncStatus {
  const { counts, schedule, bytesPerSecond } = source
  const { waiting, refused, delivered, bytesTotal, lastDeliveredAt } = counts
  const bytesSent = Math.max(0, Math.min(bytesTotal, counts.bytesSent + source.unsavedBytes))
  return {
    connection: connectionState(source),
    problem: schedule.problem,
    waiting,
    refused,
    delivered,
    bytesSent,
    bytesTotal,
    bytesPerSecond,
    secondsLeft: bytesPerSecond === 0 ? null : Math.ceil((bytesTotal - bytesSent) / bytesPerSecond),
    going: countTasks(source.activeTasks),
    isLimited: source.isLimited,
    lastDeliveredAt,
    offlineSince: schedule.offlineSince,
    nextAttemptAt: source.isRunning ? null : schedule.nextAttemptAt,
  }
}

function connectionState({
  training,
  hasSettings,
  isRunning,
  counts,
  schedule,
}: StatusSource): SyncStatus['connection'] {
  if (training) return 'training'
  if (!hasSettings) return 'not-set'
  // An attempt in progress does not make the centre reachable.
  if (schedule.problem !== null) return isPermanent(schedule.problem.code) ? 'refused' : 'offline'
  return isRunning && counts.waiting > 0 ? 'sending' : 'idle'
}

function countTasks(tasks: Iterable<Task>): SyncStatus['going'] {
  const counted = { operations: 0, packets: 0, scans: 0 }
  for (const task of tasks) {
    if (task.kind === 'batch') counted.operations += task.operations.length
    else if (task.kind === 'packet') counted.packets += 1
    else counted.scans += task.parts.length
  }
  return counted
}
