import type { StartProcess } from '../workers/queue/job-queue.ts'
import type { DirectPort } from '../workers/queue/parent-port.ts'
import type { FromCore, JobEntry } from './core-messages.ts'

interface HostedJob {
  /** Undefined until its process has been started; what is posted to it waits in `unsent`. */
  port: DirectPort | undefined
  unsent: object[]
  messageListeners: ((message: unknown) => void)[]
  exitListeners: (() => void)[]
}

/**
 * The core's processes for jobs. The host starts and ends them for it, and gives the core a line of its own to each: a
 * page of several megabytes must not pass through the process in which Chromium waits for keys.
 */
export function createHostedJobs(send: (message: FromCore) => void) {
  const running = new Map<number, HostedJob>()
  let started = 0

  return {
    starter(entry: JobEntry): StartProcess {
      return () => {
        started += 1
        const number = started
        const job: HostedJob = { port: undefined, unsent: [], messageListeners: [], exitListeners: [] }
        running.set(number, job)
        send({ kind: 'job-start', number, entry })
        return {
          post(message) {
            if (job.port) job.port.postMessage(message)
            else job.unsent.push(message)
          },
          onMessage: (listener) => job.messageListeners.push(listener),
          onExit: (listener) => job.exitListeners.push(listener),
          kill: () => send({ kind: 'job-kill', number }),
        }
      }
    },
    started(number: number, port: DirectPort | undefined): void {
      const job = running.get(number)
      if (!job || !port) return
      job.port = port
      port.on('message', ({ data }) => {
        for (const listener of job.messageListeners) listener(data)
      })
      port.start()
      for (const message of job.unsent.splice(0)) port.postMessage(message)
    },
    ended(number: number): void {
      const job = running.get(number)
      running.delete(number)
      for (const listener of job?.exitListeners ?? []) listener()
    },
  }
}
