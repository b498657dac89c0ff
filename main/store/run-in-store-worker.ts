import fs from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Problem } from '../../shared/problems.ts'
import { type StoreCheck, type StoreJob, StoreJobReply } from './store-job.ts'

/** The worker's file: beside this module where it runs unbundled, in the bundle's folder or the one above. */
const workerFileCandidates = ['./store-worker.ts', './store-worker.js', '../store-worker.js']

function workerFile(): URL {
  const found = workerFileCandidates
    .map((entry) => new URL(entry, import.meta.url))
    .find((url) => fs.existsSync(url))
  if (!found) throw new Error('store-worker is missing from this installation')
  return found
}

/**
 * Runs a job on a store in a worker thread, so that the main thread stays free. Throws the job's problem:
 * store-damaged, disk-full, store-in-use.
 */
export function runInStoreWorker(job: StoreJob): Promise<StoreCheck> {
  return new Promise((resolve, reject) => {
    // A copy of the key's bytes alone: a Buffer would share its pool's memory.
    const worker = new Worker(workerFile(), { workerData: { ...job, key: Uint8Array.from(job.key) } })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the store thread ended without a reply')))
    worker.once('message', (message) => {
      const reply = StoreJobReply.parse(message)
      if (reply.ok) resolve(reply.check)
      else reject(new Problem(reply.problem.code, reply.problem.data))
    })
  })
}
