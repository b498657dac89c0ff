import { Problem } from '../../shared/problems.ts'
import type { CentralClient } from '../central/central-client.ts'
import type { ConnectionPool } from './connection-pool.ts'
import type { Task } from './delivery-plan.ts'
import type { DeliveryRun } from './delivery-run.ts'
import { downloadPackets, type PartialDownload } from './packet-download.ts'
import type { RelayPort } from './relay-port.ts'
import { performTask, type UploadConnection, type UploadDependencies } from './upload-steps.ts'

export interface WorkerDependencies extends UploadDependencies {
  download: PartialDownload
  /** The tasks in progress; kept up to date here. */
  activeTasks: Set<Task>
  /** Called after every answer of the centre. */
  onChange: () => void
}

/**
 * Connections at once: enough to fill a connection of high latency, few enough for 100 offices on one server.
 */
const maxWorkers = 4

/** On a slow connection: one for a chunk, and one for the record that must not wait behind it. */
const maxSlowWorkers = 2

/** Another connection is opened where this many tasks wait for each that is open. */
const tasksPerWorker = 3

/** The workers of one run, each of which performs tasks on a connection of its own until none is left. */
export class ConnectionWorkers {
  readonly #dependencies: WorkerDependencies
  readonly #run: DeliveryRun
  readonly #pool: ConnectionPool
  readonly #workers: Promise<void>[] = []
  #active = 0

  constructor(dependencies: WorkerDependencies, run: DeliveryRun, pool: ConnectionPool) {
    this.#dependencies = dependencies
    this.#run = run
    this.#pool = pool
  }

  /** Starts one worker, on this connection or on one that it opens. */
  start(client?: CentralClient): void {
    this.#active += 1
    this.#workers.push(
      this.#work(client)
        .catch((error: unknown) => this.#run.stop(error))
        .finally(() => {
          this.#active -= 1
        }),
    )
  }

  /** Starts more workers where the open tasks ask for them. */
  scaleUp(): void {
    const { plan, chunkSize } = this.#dependencies
    const wanted = Math.ceil(plan.countOpenTasks(chunkSize.bytes()) / tasksPerWorker)
    while (this.#active < Math.min(this.#maxActive(), wanted) && !this.#run.isOver) this.start()
  }

  /**
   * Downloads packets on a connection of its own, so that downloads and uploads do not wait for each other.
   */
  startDownload(relay: RelayPort, signal: AbortSignal): void {
    this.#workers.push(this.#download(relay, signal).catch((error: unknown) => this.#run.stop(error)))
  }

  /** Waits for all workers, also for those that are started meanwhile. */
  async finished(): Promise<void> {
    for (const worker of this.#workers) await worker
  }

  #maxActive(): number {
    return this.#dependencies.chunkSize.isSlowConnection() ? maxSlowWorkers : maxWorkers
  }

  async #work(first: CentralClient | undefined): Promise<void> {
    const run = this.#run
    let connection = first && { client: first, bytes: 0 }
    try {
      for (let task = await run.nextTask(); task !== undefined; task = await run.nextTask()) {
        connection ??= await this.#openFor(task)
        const isUsable = await this.#perform(connection, task)
        if (run.isAborted) return
        if (!isUsable) {
          await this.#pool.close(connection.client)
          connection = undefined
          await run.backOff()
        }
        if (this.#active > this.#maxActive()) return
      }
    } finally {
      await this.#pool.close(connection?.client)
    }
  }

  async #openFor(task: Task): Promise<UploadConnection> {
    try {
      return { client: await this.#pool.open(), bytes: 0 }
    } catch (error) {
      this.#dependencies.plan.requeue(task)
      throw error
    }
  }

  /** Performs a task and answers whether the connection may be used after that. */
  async #perform(connection: UploadConnection, task: Task): Promise<boolean> {
    const { plan, activeTasks, onChange } = this.#dependencies
    try {
      activeTasks.add(task)
      await performTask(this.#dependencies, this.#run, connection, task)
      this.#run.recordProgress()
      this.scaleUp()
      return true
    } catch (error) {
      if (this.#run.isAborted) {
        plan.requeue(task)
        return false
      }
      return this.#recordFailure(error, connection, task)
    } finally {
      activeTasks.delete(task)
      onChange()
    }
  }

  #recordFailure(error: unknown, connection: UploadConnection, task: Task): boolean {
    const { plan, chunkSize } = this.#dependencies
    plan.recordFailure(task)
    const isLost = error instanceof Problem && error.code === 'centre-unreachable'
    if (isLost && task.kind === 'chunk') chunkSize.recordDisconnect(connection.bytes)
    this.#run.recordFailure(error)
    return !isLost
  }

  async #download(relay: RelayPort, signal: AbortSignal): Promise<void> {
    const pool = this.#pool
    const received = await downloadPackets({
      relay,
      open: () => pool.open(),
      close: (client) => pool.close(client),
      download: this.#dependencies.download,
      signal,
    })
    if (received === 0) return
    this.#run.result.progressed = true
    // Receipts for what came are sent in the same run.
    this.#run.findWork()
    this.start()
  }
}
