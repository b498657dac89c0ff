/**
 * A process that does one task with scanners or the watched folder, and nothing else: drivers and network drives may
 * hang or kill it without the application noticing more than a problem. Started by Electron as a utility process or
 * by Node as a fork; `task-run.ts` and `folder/folder-watch.ts` are the other end.
 */
import { Problem } from '../../../shared/problems.ts'
import { connectParent } from '../queue/parent-port.ts'
import type { FoundDevices } from './driver.ts'
import { allDrivers, driverOf } from './drivers.ts'
import { type Report, Stop, Task } from './messages.ts'
import { sortSettled } from './settled.ts'
import { serveFolder } from './watched-folder/folder-service.ts'

const stopping = new AbortController()
let take = begin
const tell = connectParent<object>((message) => take(message))
const report = (news: Report): void => tell(news)

/** The first message says what to do; what comes after it is for whoever does it. */
function begin(message: unknown): void {
  const task = Task.parse(message)
  if (task.task === 'watch') {
    take = serveFolder(task, tell)
    return
  }
  take = (later) => {
    if (Stop.safeParse(later).success) stopping.abort(new Problem('scanner-stopped'))
  }
  void perform(task)
}

async function perform(task: Exclude<Task, { task: 'watch' }>): Promise<void> {
  try {
    await doTask(task)
    report({ report: 'done' })
  } catch (error) {
    // What we did not foresee ends the process: the parent reports that it stopped.
    if (!(error instanceof Problem)) process.exit(1)
    report({ report: 'refused', problem: error.toValue() })
  }
}

async function doTask(task: Exclude<Task, { task: 'watch' }>): Promise<void> {
  const { signal } = stopping
  if (task.task === 'list') report({ report: 'devices', ...(await listDevices(task.addresses, signal)) })
  else if (task.task === 'describe') {
    const capabilities = await driverOf(task.device.route).capabilities(task.device, signal)
    report({ report: 'capabilities', capabilities })
  } else {
    const onProgress = (fraction: number | null): void => report({ report: 'progress', fraction })
    const pages = driverOf(task.device.route).scan(task.device, task.wish, { signal, onProgress })
    for await (const bytes of pages) report({ report: 'page', bytes })
  }
}

/** Every way is tried at once; one that fails does not hide what the others have found. */
async function listDevices(addresses: readonly string[], signal: AbortSignal): Promise<FoundDevices> {
  const drivers = allDrivers(addresses)
  const { values, problems } = sortSettled(
    await Promise.allSettled(drivers.map((driver) => driver.list(signal))),
  )
  return {
    devices: values.flatMap((found) => found.devices),
    problems: [...values.flatMap((found) => found.problems), ...problems],
  }
}
