import { setImmediate as yieldThread } from 'node:timers/promises'
import { Problem } from '../../shared/problems.ts'
import type { CentralClient, Part } from '../central/central-client.ts'
import type { ChunkSize } from './chunk-size.ts'
import type { DeliveryPlan, Task } from './delivery-plan.ts'
import type { DeliveryRun } from './delivery-run.ts'
import type { OutboxLedger } from './outbox-ledger.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { RelayPort } from './relay-port.ts'
import type { ScanSource } from './scan-source.ts'
import type { Throughput } from './throughput.ts'

export interface UploadDependencies {
  plan: DeliveryPlan
  ledger: OutboxLedger
  scans: ScanSource
  relay: RelayPort | undefined
  chunkSize: ChunkSize
  rateLimiter: RateLimiter
  throughput: Throughput
}

/** An open connection, and the bytes of scans that it has carried since it was opened. */
export interface UploadConnection {
  readonly client: CentralClient
  bytes: number
}

/** Performs one task on a connection and records the centre's answer. Throws what the client throws. */
export function performTask(
  dependencies: UploadDependencies,
  run: DeliveryRun,
  connection: UploadConnection,
  task: Task,
): Promise<void> {
  switch (task.kind) {
    case 'batch':
      return announceOperations(dependencies, run, connection.client, task.operations)
    case 'packet':
      return announcePacket(dependencies, run, connection.client, task.packet)
    case 'chunk':
      return uploadChunk(dependencies, run, connection, task)
  }
}

async function announceOperations(
  { plan, ledger }: UploadDependencies,
  run: DeliveryRun,
  client: CentralClient,
  ids: readonly string[],
): Promise<void> {
  const operations = ledger.findOperations(ids)
  if (operations.length === 0) return
  const verdicts = await client.submitBatch(operations)
  for (const [index, { id }] of operations.entries()) {
    const verdict = verdicts[index]
    if (verdict === undefined) throw new Problem('centre-outdated')
    run.recordOutcomes(plan.recordVerdict(id, verdict))
  }
}

async function announcePacket(
  { plan, relay }: UploadDependencies,
  run: DeliveryRun,
  client: CentralClient,
  id: string,
): Promise<void> {
  if (relay !== undefined) run.recordOutcomes(plan.recordVerdict(id, await relay.announce(client, id)))
}

async function uploadChunk(
  dependencies: UploadDependencies,
  run: DeliveryRun,
  connection: UploadConnection,
  task: Task & { kind: 'chunk' },
): Promise<void> {
  const { plan, scans, relay, chunkSize, rateLimiter, throughput } = dependencies
  const parts = await readPieces(dependencies, run, task)
  if (parts.length === 0) return
  // The encryption of what was read takes its own turn of the event loop.
  await yieldThread()
  const size = parts.reduce((sum, { bytes }) => sum + bytes.length, 0)
  rateLimiter.consume(size)
  // Where the connection is lost during the chunk, half of it has gone up on average.
  connection.bytes += size / 2
  const began = performance.now()
  const answer = await connection.client.uploadParts(parts)
  connection.bytes += size / 2
  run.result.bytesSent += size
  throughput.add(size)
  chunkSize.recordChunk(size, performance.now() - began, connection.bytes)
  run.recordOutcomes(plan.recordChunkAnswer(answer))
  for (const { scan, answer: state } of answer.parts) {
    const isStoredScan = state === 'reset' && relay?.readBytes(scan, 0, 1) === undefined
    if (isStoredScan && !scans.isSound(scan)) run.recordOutcomes(plan.failScan(scan))
  }
}

async function readPieces(
  { plan, scans, relay }: UploadDependencies,
  run: DeliveryRun,
  task: Task & { kind: 'chunk' },
): Promise<Part[]> {
  const parts: Part[] = []
  for (const { scan, offset, length } of task.parts) {
    // A scan is read in one call: reads for several connections must not block the event loop together.
    await yieldThread()
    const bytes = relay?.readBytes(scan, offset, length) ?? scans.read(scan, offset, length)
    if (bytes === undefined) run.recordOutcomes(plan.failScan(scan))
    else parts.push({ scan, offset, bytes })
  }
  return parts
}
