import type { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import type { CentralClient } from '../central/central-client.ts'
import type { Clock } from '../store/clock.ts'
import { type Connect, ConnectionPool } from './connection-pool.ts'
import { ConnectionWorkers, type WorkerDependencies } from './connection-workers.ts'
import { type DeliveryResult, DeliveryRun, type DeliveryRunDependencies } from './delivery-run.ts'

/** What a run works with; all of it outlives the run. */
export interface DeliveryDependencies extends WorkerDependencies, DeliveryRunDependencies {
  connect: Connect
  clock: Clock
  /**
   * Publishes this office's keys and reads the centre's directory from `newest`; its problem ends the run.
   */
  syncDirectory: (client: CentralClient, newest: number) => Promise<void>
  /** Pulls the changes that the centre has for this office. */
  pull: (client: CentralClient) => Promise<unknown>
  /** This office's code and this computer's id. */
  office: { code: string; device: string }
}

/**
 * One run: connects, says hello, and works until nothing is left to do, the centre gives an answer that no
 * repetition changes, or connections fail too often in a row. An operation that fails is skipped; a
 * connection that is lost is opened again, with smaller chunks. A problem of the centre ends the run and
 * stands in its result; any other error (a full disk) is thrown.
 */
export async function deliver(
  settings: CentreSettings,
  dependencies: DeliveryDependencies,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const run = new DeliveryRun(dependencies, signal)
  const pool = new ConnectionPool(dependencies.connect, settings, signal)
  const workers = new ConnectionWorkers(dependencies, run, pool)
  const { relay } = dependencies
  try {
    const client = await pool.open()
    await prepare(dependencies, client)
    run.findWork()
    workers.start(client)
    workers.scaleUp()
    if (relay?.hasIncoming()) workers.startDownload(relay, signal)
    await workers.finished()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    run.stop(error)
  } finally {
    pool.dispose()
    dependencies.scans.release()
    run.save()
  }
  return run.finish()
}

/** What comes before the first upload. Throws `centre-refused-account` for the account of another office. */
async function prepare(
  { plan, ledger, clock, office, syncDirectory, pull }: DeliveryDependencies,
  client: CentralClient,
): Promise<void> {
  const hello = await client.hello(office.device, clock())
  if (hello.office !== office.code) throw new Problem('centre-refused-account')
  // A centre that was restored from a backup, or another one: what it has after all, it answers with
  // `already`.
  if (hello.newest !== undefined && hello.newest < ledger.newestDelivered()) ledger.requeueDelivered()
  await syncDirectory(client, hello.directory)
  // Before the uploads: a store that turns out to be a copy sends as another computer.
  await pull(client)
  plan.retryFailed()
}
