import { Problem } from '../../../shared/problems.ts'
import type { StartProcess } from '../queue/job-queue.ts'
import { type ScanTask, type TaskCancel, TaskEvent } from './messages.ts'

export interface TaskOptions {
  startProcess: StartProcess
  task: ScanTask
  signal: AbortSignal
  /** Milliseconds without a message after which the task fails. */
  timeout: number
}

/** Milliseconds that a driver has to release its scanner after a cancellation, before its process is killed. */
const graceMilliseconds = 3_000

type ProgressEvent = Exclude<TaskEvent, { event: 'done' } | { event: 'refused' }>

/**
 * Runs one task in a process of its own, which may hang or die, and yields its events. Throws the problem that the
 * task ended with, `scanner-silent` after a timeout, `scanner-stopped` where its process died, and the signal's
 * reason once that is aborted.
 */
export async function* runTask({
  startProcess,
  task,
  signal,
  timeout,
}: TaskOptions): AsyncGenerator<ProgressEvent> {
  signal.throwIfAborted()
  const events: TaskEvent[] = []
  let wake = (): void => undefined
  /** Whether the task has ended by itself, or its process has exited. */
  let ended = false
  const receive = (event: TaskEvent): void => {
    events.push(event)
    wake()
  }
  const fail = (code: 'scanner-silent' | 'scanner-stopped'): void =>
    receive({ event: 'refused', problem: { code, data: {} } })

  let silenceTimer = setTimeout(fail, timeout, 'scanner-silent')
  const worker = startProcess()
  worker.onMessage((message) => {
    clearTimeout(silenceTimer)
    silenceTimer = setTimeout(fail, timeout, 'scanner-silent')
    const event = TaskEvent.safeParse(message).data
    ended = event?.event === 'done' || event?.event === 'refused'
    if (event) receive(event)
    else fail('scanner-stopped')
  })
  worker.onExit(() => {
    ended = true
    fail('scanner-stopped')
  })
  let graceTimer: NodeJS.Timeout | undefined
  const cancel = (): void => {
    worker.post({ cancel: true } satisfies TaskCancel)
    graceTimer = setTimeout(fail, graceMilliseconds, 'scanner-stopped')
  }
  signal.addEventListener('abort', cancel, { once: true })
  worker.post(task)
  try {
    for (;;) {
      const event = events.shift()
      if (event === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      } else if (event.event === 'done' || event.event === 'refused') {
        signal.throwIfAborted()
        if (event.event === 'done') return
        throw new Problem(event.problem.code, event.problem.data)
      } else yield event
    }
  } finally {
    clearTimeout(silenceTimer)
    clearTimeout(graceTimer)
    signal.removeEventListener('abort', cancel)
    if (ended) worker.kill()
    else {
      // Timed out, or the consumer stopped early: the driver releases the scanner before its process is killed.
      worker.post({ cancel: true } satisfies TaskCancel)
      setTimeout(() => worker.kill(), graceMilliseconds).unref()
    }
  }
}
