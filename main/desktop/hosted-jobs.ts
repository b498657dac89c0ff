import type { StartProcess } from '../processes/processes.ts'
import type { FromCore, JobEntry } from './core-messages.ts'

interface HostedJob {
  said: ((message: unknown) => void)[]
  ended: (() => void)[]
}

/** The core's processes for jobs, which the host starts for it and passes messages to and from. */
export function createHostedJobs(tell: (message: FromCore) => void) {
  const running = new Map<number, HostedJob>()
  let started = 0

  return {
    starter(entry: JobEntry): StartProcess {
      return () => {
        started += 1
        const number = started
        const job: HostedJob = { said: [], ended: [] }
        running.set(number, job)
        tell({ kind: 'job-start', number, entry })
        return {
          post: (message) => tell({ kind: 'job-post', number, message }),
          onMessage: (listener) => job.said.push(listener),
          onExit: (listener) => job.ended.push(listener),
          kill: () => tell({ kind: 'job-kill', number }),
        }
      }
    },
    said(number: number, message: unknown): void {
      for (const listener of running.get(number)?.said ?? []) listener(message)
    },
    ended(number: number): void {
      const job = running.get(number)
      running.delete(number)
      for (const listener of job?.ended ?? []) listener()
    },
  }
}
