import { Problem } from '../../../shared/problems.ts'
import type { StartProcess } from '../queue/job-queue.ts'
import { Report, type Stop, type Task } from './messages.ts'

export interface TaskRun {
  startProcess: StartProcess
  task: Task
  signal: AbortSignal
  /** Milliseconds without a word after which the process is given up. */
  patience: number
}

/** How long a process may take to put its scanner to rest once it is told to stop. */
const graceMilliseconds = 3_000

type News = Exclude<Report, { report: 'done' } | { report: 'refused' }>

/**
 * Does one task in a process of its own, which may hang or die, and gives what it reports as it comes. Throws the
 * problem that the task ended with, `scanner-silent` where nothing is heard of it any more, `scanner-stopped`
 * where its process died, and the signal's reason once that is aborted.
 */
export async function* runTask({ startProcess, task, signal, patience }: TaskRun): AsyncGenerator<News> {
  signal.throwIfAborted()
  const reports: Report[] = []
  let wake = (): void => undefined
  /** Whether the process itself has said that the task is over, or is no more. */
  let ended = false
  const hear = (report: Report): void => {
    reports.push(report)
    wake()
  }
  const refuse = (code: 'scanner-silent' | 'scanner-stopped'): void =>
    hear({ report: 'refused', problem: { code, data: {} } })

  let silence = setTimeout(refuse, patience, 'scanner-silent')
  const running = startProcess()
  running.onMessage((message) => {
    clearTimeout(silence)
    silence = setTimeout(refuse, patience, 'scanner-silent')
    const report = Report.safeParse(message).data
    ended = report?.report === 'done' || report?.report === 'refused'
    if (report) hear(report)
    else refuse('scanner-stopped')
  })
  running.onExit(() => {
    ended = true
    refuse('scanner-stopped')
  })
  let grace: NodeJS.Timeout | undefined
  const stop = (): void => {
    running.post({ stop: true } satisfies Stop)
    grace = setTimeout(refuse, graceMilliseconds, 'scanner-stopped')
  }
  signal.addEventListener('abort', stop, { once: true })
  running.post(task)
  try {
    for (;;) {
      const report = reports.shift()
      if (report === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      } else if (report.report === 'done' || report.report === 'refused') {
        signal.throwIfAborted()
        if (report.report === 'done') return
        throw new Problem(report.problem.code, report.problem.data)
      } else yield report
    }
  } finally {
    clearTimeout(silence)
    clearTimeout(grace)
    signal.removeEventListener('abort', stop)
    if (ended) running.kill()
    else {
      // Given up, or nobody wants more: the driver is told, so that it lets go of the scanner before it is ended.
      running.post({ stop: true } satisfies Stop)
      setTimeout(() => running.kill(), graceMilliseconds).unref()
    }
  }
}
