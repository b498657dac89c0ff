import type { StartProcess } from '../workers/queue/job-queue.ts'
import type { DirectPort } from '../workers/queue/parent-port.ts'
import type { FromCore, JobEntry } from './core-messages.ts'

interface HostedJob {
  /** Undefined until its process has been started; what is posted to it waits in `unsent`. */
  line: DirectPort | undefined
  unsent: object[]
  said: ((message: unknown) => void)[]
  ended: (() => void)[]
}

/**
 * The core's processes for jobs. The host starts and ends them for it, and gives the core a line of its own to each: a
 * page of several megabytes must not pass through the process in which Chromium waits for keys.
 */
export function createHostedJobs(tell: (message: FromCore) => void) {
  const running = new Map<number, HostedJob>()
  let started = 0

  return {
    starter(entry: JobEntry): StartProcess {
      return () => {
        started += 1
        const number = started
        const job: HostedJob = { line: undefined, unsent: [], said: [], ended: [] }
        running.set(number, job)
        tell({ kind: 'job-start', number, entry })
        return {
          post(message) {
            if (job.line) job.line.postMessage(message)
            else job.unsent.push(message)
          },
          onMessage: (listener) => job.said.push(listener),
          onExit: (listener) => job.ended.push(listener),
          kill: () => tell({ kind: 'job-kill', number }),
        }
      }
    },
    started(number: number, line: DirectPort | undefined): void {
      const job = running.get(number)
      if (!job || !line) return
      job.line = line
      line.on('message', ({ data }) => {
        for (const listener of job.said) listener(data)
      })
      line.start()
      for (const message of job.unsent.splice(0)) line.postMessage(message)
    },
    ended(number: number): void {
      const job = running.get(number)
      running.delete(number)
      for (const listener of job?.ended ?? []) listener()
    },
  }
}
