import { z } from 'zod'
import { Problem, type ProblemCode, ProblemValue } from '../../../shared/problems.ts'

/** A process that does our jobs, as its host sees it. `onExit` is told of every end, also of a failed start. */
export interface JobProcess {
  post(request: object): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  kill(): void
}

/** Given by the host: a fork of Node, or Electron's utility process. */
export type StartProcess = () => JobProcess

export interface Timeouts {
  /** Milliseconds for one output of a job. */
  page: number
  /** Milliseconds without work after which the process is ended, to give its memory back. */
  idle: number
}

export interface JobQueue<Request extends object, Output> {
  /**
   * Throws the Problem that the job ended with, or the signal's reason once that is aborted. Jobs that somebody
   * waits for go `ahead` of those that came before.
   */
  run(request: Request, options?: JobOptions): Promise<Output[]>
  /** Starts the process, or keeps it for as long as after a job: one is soon to come. */
  prepare(): void
  stop(): void
}

export interface JobOptions {
  signal?: AbortSignal | undefined
  ahead?: boolean
}

export interface JobQueueDependencies<Output> {
  startProcess: StartProcess
  patience: Timeouts
  /** What the process gives. It parses foreign files, so its answers are parsed like anybody else's. */
  output: z.ZodType<Output>
  /** How a job ends whose process died or answered with something else than it was asked for. */
  stopped: ProblemCode
  /** How a job ends that took too long. */
  tooSlow: ProblemCode
}

/**
 * What a process says while it does a job. It has one job at a time, so a message needs no number: whatever
 * arrives belongs to the job last posted.
 */
export type JobReply<Output> =
  | { kind: 'output'; output: Output }
  /** The job is finished; `grown` asks for a fresh process before the next one. */
  | { kind: 'done'; grown: boolean }
  | { kind: 'refused'; problem: ProblemValue }

interface Job<Request, Output> {
  request: Request
  outputs: Output[]
  resolve(outputs: Output[]): void
  reject(reason: unknown): void
}

/**
 * One job after the other in one process, which is started by the first, kept for the following ones, and
 * replaced after a refusal, a death, a job that took too long or was cancelled.
 */
export function createJobQueue<Request extends object, Output>(
  dependencies: JobQueueDependencies<Output>,
): JobQueue<Request, Output> {
  const { startProcess, patience, stopped, tooSlow } = dependencies
  const reply = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('output'), output: dependencies.output }),
    z.object({ kind: z.literal('done'), grown: z.boolean() }),
    z.object({ kind: z.literal('refused'), problem: ProblemValue }),
  ])
  const waiting: Job<Request, Output>[] = []
  let current: Job<Request, Output> | undefined
  let running: JobProcess | undefined
  let timer: NodeJS.Timeout | undefined

  function start(): JobProcess {
    const started = startProcess()
    // A process that was already discarded may still have something to say.
    started.onMessage((message) => {
      if (started === running) receive(message)
    })
    started.onExit(() => {
      if (started === running) end(new Problem(stopped))
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
    } else limitIdleness()
  }

  function limitIdleness(): void {
    clearTimeout(timer)
    timer = setTimeout(discardProcess, patience.idle).unref()
  }

  function limitTime(): void {
    clearTimeout(timer)
    timer = setTimeout(() => end(new Problem(tooSlow)), patience.page)
  }

  function receive(message: unknown): void {
    const parsed = reply.safeParse(message).data
    switch (parsed?.kind) {
      case 'output':
        current?.outputs.push(parsed.output)
        limitTime()
        break
      case 'done':
        if (parsed.grown) discardProcess()
        current?.resolve(current.outputs)
        next()
        break
      case 'refused':
        end(new Problem(parsed.problem.code, parsed.problem.data))
        break
      default:
        end(new Problem(stopped))
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

  function cancel(job: Job<Request, Output>, reason: unknown): void {
    if (job === current) end(reason)
    else if (waiting.includes(job)) {
      waiting.splice(waiting.indexOf(job), 1)
      job.reject(reason)
    }
  }

  return {
    run(request, { signal, ahead = false } = {}) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const job: Job<Request, Output> = { request, outputs: [], resolve, reject }
        signal?.addEventListener('abort', () => cancel(job, signal.reason), { once: true })
        if (ahead) waiting.unshift(job)
        else waiting.push(job)
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
      for (const job of [current, ...waiting.splice(0)]) job?.reject(new Problem(stopped))
      current = undefined
    },
  }
}
