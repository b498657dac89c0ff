import { z } from 'zod'
import { Problem, type ProblemCode, ProblemValue } from '../../../shared/problems.ts'

/** A worker process, as its host sees it. `onExit` is called at every exit, also after a failed start. */
export interface JobProcess {
  post(request: object): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  kill(): void
}

/** Provided by the host: a fork of Node, or Electron's utility process. */
export type StartProcess = () => JobProcess

export interface Timeouts {
  /** Milliseconds for one output of a job. */
  page: number
  /** Milliseconds without a job until the process is ended, to free its memory. */
  idle: number
}

export interface JobQueue<Request extends object, Output> {
  /**
   * Throws the Problem that the job ended with, or the signal's reason once that is aborted. Urgent jobs, which a
   * person waits for, are queued first.
   */
  run(request: Request, options?: JobOptions): Promise<Output[]>
  /** Starts the process, or restarts its idle timeout, because a job will soon follow. */
  prepare(): void
  stop(): void
}

export interface JobOptions {
  signal?: AbortSignal | undefined
  isUrgent?: boolean
}

export interface JobQueueDependencies<Output> {
  startProcess: StartProcess
  timeouts: Timeouts
  /** An output of the process. It decodes foreign files, so its messages are validated like any other input. */
  output: z.ZodType<Output>
  /** The problem of a job whose process exited or sent an invalid message. */
  stoppedProblem: ProblemCode
  /** The problem of a job that timed out. */
  timeoutProblem: ProblemCode
}

/**
 * Messages of a process about its job. It has one job at a time, so a message needs no number: it belongs to the
 * job last posted.
 */
export type JobReply<Output> =
  | { kind: 'output'; output: Output }
  /** `needsRestart` asks for a fresh process before the next job. */
  | { kind: 'done'; needsRestart: boolean }
  | { kind: 'refused'; problem: ProblemValue }

interface Job<Request, Output> {
  request: Request
  outputs: Output[]
  resolve(outputs: Output[]): void
  reject(reason: unknown): void
}

/**
 * Runs jobs one after the other in one process, which is started for the first, kept for the following ones, and
 * replaced after a refusal, an exit, a timeout or a cancellation.
 */
export function createJobQueue<Request extends object, Output>(
  dependencies: JobQueueDependencies<Output>,
): JobQueue<Request, Output> {
  const { startProcess, timeouts, stoppedProblem, timeoutProblem } = dependencies
  const Reply = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('output'), output: dependencies.output }),
    z.object({ kind: z.literal('done'), needsRestart: z.boolean() }),
    z.object({ kind: z.literal('refused'), problem: ProblemValue }),
  ])
  const queue: Job<Request, Output>[] = []
  let current: Job<Request, Output> | undefined
  let running: JobProcess | undefined
  let timer: NodeJS.Timeout | undefined

  function start(): JobProcess {
    const started = startProcess()
    // A discarded process may still send messages.
    started.onMessage((message) => {
      if (started === running) receive(message)
    })
    started.onExit(() => {
      if (started === running) end(new Problem(stoppedProblem))
    })
    return started
  }

  function next(): void {
    clearTimeout(timer)
    current = queue.shift()
    if (current) {
      running ??= start()
      limitTime()
      running.post(current.request)
    } else limitIdleness()
  }

  function limitIdleness(): void {
    clearTimeout(timer)
    timer = setTimeout(discardProcess, timeouts.idle).unref()
  }

  function limitTime(): void {
    clearTimeout(timer)
    timer = setTimeout(() => end(new Problem(timeoutProblem)), timeouts.page)
  }

  function receive(message: unknown): void {
    const parsed = Reply.safeParse(message).data
    switch (parsed?.kind) {
      case 'output':
        current?.outputs.push(parsed.output)
        limitTime()
        break
      case 'done':
        if (parsed.needsRestart) discardProcess()
        current?.resolve(current.outputs)
        next()
        break
      case 'refused':
        end(new Problem(parsed.problem.code, parsed.problem.data))
        break
      default:
        end(new Problem(stoppedProblem))
    }
  }

  /** The current job has failed. Its process is discarded: it may still be busy, or corrupted by the file. */
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

  function cancel(job: Job<Request, Output>, reason: unknown): void {
    if (job === current) end(reason)
    else if (queue.includes(job)) {
      queue.splice(queue.indexOf(job), 1)
      job.reject(reason)
    }
  }

  return {
    run(request, { signal, isUrgent = false } = {}) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const job: Job<Request, Output> = { request, outputs: [], resolve, reject }
        signal?.addEventListener('abort', () => cancel(job, signal.reason), { once: true })
        if (isUrgent) queue.unshift(job)
        else queue.push(job)
        if (!current) next()
      })
    },
    prepare() {
      if (current) return
      running ??= start()
      limitIdleness()
    },
    stop() {
      clearTimeout(timer)
      discardProcess()
      for (const job of [current, ...queue.splice(0)]) job?.reject(new Problem(stoppedProblem))
      current = undefined
    },
  }
}
