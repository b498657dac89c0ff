import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../../shared/problems.ts'
import { diskProblem } from './durable-file.ts'
import { performStoreJob, StoreJob, type StoreJobReply } from './store-job.ts'

/**
 * The worker's entry: one job, one reply. An unexpected error ends the thread and is rethrown to its caller.
 */
parentPort?.postMessage(reply())

function reply(): StoreJobReply {
  try {
    return { ok: true, check: performStoreJob(StoreJob.parse(workerData)) }
  } catch (error) {
    const problem = error instanceof Problem ? error : diskProblem(error)
    if (!problem) throw error
    return { ok: false, problem: problem.toValue() }
  }
}
