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
   * Throws the Problem that the job ended with, or the signal's reason once that is aborted. Urgent jobs,
   * which a person waits for, are queued first.
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
  /**
   * An output of the process. It decodes foreign files, so its messages are validated like any other input.
   */
  output: z.ZodType<Output>
  /** The problem of a job whose process exited or sent an invalid message. */
  stoppedProblem: ProblemCode
  /** The problem of a job that timed out. */
  timeoutProblem: ProblemCode
}

/**
 * Messages of a process about its job. It has one job at a time, so a message needs no number: it belongs to
 * the job last posted.
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

/** Creates the queue; its process starts with the first job. */
export function createJobQueue<Request extends object, Output>(
  dependencies: JobQueueDependencies<Output>,
): JobQueue<Request, Output> {
  const queue = new ProcessQueue<Request, Output>(dependencies)
  return {
    run: (request, options) => queue.run(request, options),
    prepare: () => queue.prepare(),
    stop: () => queue.stop(),
  }
}

const replySchema = <Output>(output: z.ZodType<Output>) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('output'), output }),
    z.object({ kind: z.literal('done'), needsRestart: z.boolean() }),
    z.object({ kind: z.literal('refused'), problem: ProblemValue }),
  ])

/**
 * Runs jobs one after the other in one process, which is started for the first, kept for the following ones,
 * and replaced after a refusal, an exit, a timeout or a cancellation.
 */
class ProcessQueue<Request extends object, Output> {
  readonly #dependencies: JobQueueDependencies<Output>
  readonly #reply: ReturnType<typeof replySchema<Output>>
  readonly #waiting: Job<Request, Output>[] = []
  #current: Job<Request, Output> | undefined
  #process: JobProcess | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(dependencies: JobQueueDependencies<Output>) {
    this.#dependencies = dependencies
    this.#reply = replySchema(dependencies.output)
  }

  run(request: Request, { signal, isUrgent = false }: JobOptions = {}): Promise<Output[]> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const job: Job<Request, Output> = { request, outputs: [], resolve, reject }
      signal?.addEventListener('abort', () => this.#cancel(job, signal.reason), { once: true })
      if (isUrgent) this.#waiting.unshift(job)
      else this.#waiting.push(job)
      if (!this.#current) this.#next()
    })
  }

  prepare(): void {
    if (this.#current) return
    this.#process ??= this.#start()
    this.#startIdleTimeout()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#discardProcess()
    const { stoppedProblem } = this.#dependencies
    for (const job of [this.#current, ...this.#waiting.splice(0)]) job?.reject(new Problem(stoppedProblem))
    this.#current = undefined
  }

  #start(): JobProcess {
    const started = this.#dependencies.startProcess()
    // A discarded process may still send messages.
    started.onMessage((message) => {
      if (started === this.#process) this.#receive(message)
    })
    started.onExit(() => {
      if (started === this.#process) this.#fail(new Problem(this.#dependencies.stoppedProblem))
    })
    return started
  }

  #next(): void {
    clearTimeout(this.#timer)
    this.#current = this.#waiting.shift()
    if (this.#current) {
      this.#process ??= this.#start()
      this.#startPageTimeout()
      this.#process.post(this.#current.request)
    } else this.#startIdleTimeout()
  }

  #startIdleTimeout(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#discardProcess(), this.#dependencies.timeouts.idle).unref()
  }

  #startPageTimeout(): void {
    clearTimeout(this.#timer)
    const { timeouts, timeoutProblem } = this.#dependencies
    this.#timer = setTimeout(() => this.#fail(new Problem(timeoutProblem)), timeouts.page)
  }

  #receive(message: unknown): void {
    const reply = this.#reply.safeParse(message).data
    switch (reply?.kind) {
      case 'output':
        this.#current?.outputs.push(reply.output)
        this.#startPageTimeout()
        break
      case 'done':
        if (reply.needsRestart) this.#discardProcess()
        this.#current?.resolve(this.#current.outputs)
        this.#next()
        break
      case 'refused':
        this.#fail(new Problem(reply.problem.code, reply.problem.data))
        break
      default:
        this.#fail(new Problem(this.#dependencies.stoppedProblem))
    }
  }

  /** The current job has failed. Its process is discarded: it may still be busy, or corrupted by the file. */
  #fail(reason: unknown): void {
    this.#discardProcess()
    this.#current?.reject(reason)
    this.#next()
  }

  #discardProcess(): void {
    const discarded = this.#process
    this.#process = undefined
    discarded?.kill()
  }

  #cancel(job: Job<Request, Output>, reason: unknown): void {
    if (job === this.#current) this.#fail(reason)
    else if (this.#waiting.includes(job)) {
      this.#waiting.splice(this.#waiting.indexOf(job), 1)
      job.reject(reason)
    }
  }
}
