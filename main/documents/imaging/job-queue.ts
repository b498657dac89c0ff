import { Problem } from '../../../shared/problems.ts'
import { type ImagingOutput, ImagingReply, type ImagingRequest } from './messages.ts'

/** The decoding process as its host sees it. `onExit` is told of every end, also of a failed start. */
export interface ImagingProcess {
  post(request: ImagingRequest): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  kill(): void
}

/** Given by the host: Electron's utility process, or `startImagingInNode`. */
export type StartImagingProcess = () => ImagingProcess

export interface ImagingPatience {
  /** Milliseconds for one page. */
  page: number
  /** Milliseconds without work after which the process is ended, to give its memory back. */
  idle: number
}

export interface JobQueue {
  /** Throws the Problem that the job ended with, or the signal's reason once that is aborted. */
  run(request: ImagingRequest, signal?: AbortSignal): Promise<ImagingOutput[]>
  stop(): void
}

interface Job {
  request: ImagingRequest
  outputs: ImagingOutput[]
  resolve(outputs: ImagingOutput[]): void
  reject(reason: unknown): void
}

/**
 * One job after the other in one process, which is started by the first, kept for the following ones, and
 * replaced after a refusal, a death, a job that took too long or was cancelled.
 */
export function createJobQueue(startProcess: StartImagingProcess, patience: ImagingPatience): JobQueue {
  const waiting: Job[] = []
  let current: Job | undefined
  let running: ImagingProcess | undefined
  let timer: NodeJS.Timeout | undefined

  function start(): ImagingProcess {
    const started = startProcess()
    // A process that was already discarded may still have something to say.
    started.onMessage((message) => {
      if (started === running) receive(message)
    })
    started.onExit(() => {
      if (started === running) end(new Problem('page-decoder-stopped'))
    })
    return started
  }

  function next(): void {
    clearTimeout(timer)
    current = waiting.shift()
    if (current) {
      running ??= start()
      limitTime()
      running.post(current.request)
    } else {
      timer = setTimeout(discardProcess, patience.idle).unref()
    }
  }

  function limitTime(): void {
    clearTimeout(timer)
    timer = setTimeout(() => end(new Problem('page-too-slow')), patience.page)
  }

  function receive(message: unknown): void {
    const reply = ImagingReply.safeParse(message).data
    switch (reply?.kind) {
      case 'output':
        current?.outputs.push(reply.output)
        limitTime()
        break
      case 'done':
        if (reply.grown) discardProcess()
        current?.resolve(current.outputs)
        next()
        break
      case 'refused':
        end(new Problem(reply.problem.code, reply.problem.data))
        break
      default:
        end(new Problem('page-decoder-stopped'))
    }
  }

  /** The job at hand has failed. Its process goes too: it may still be at work, or damaged by the file. */
  function end(reason: unknown): void {
    discardProcess()
    current?.reject(reason)
    next()
  }

  function discardProcess(): void {
    const discarded = running
    running = undefined
    discarded?.kill()
  }

  function cancel(job: Job, reason: unknown): void {
    if (job === current) end(reason)
    else if (waiting.includes(job)) {
      waiting.splice(waiting.indexOf(job), 1)
      job.reject(reason)
    }
  }

  return {
    run(request, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const job: Job = { request, outputs: [], resolve, reject }
        signal?.addEventListener('abort', () => cancel(job, signal.reason), { once: true })
        waiting.push(job)
        if (!current) next()
      })
    },
    stop() {
      clearTimeout(timer)
      discardProcess()
      for (const job of [current, ...waiting.splice(0)]) job?.reject(new Problem('page-decoder-stopped'))
      current = undefined
    },
  }
}
