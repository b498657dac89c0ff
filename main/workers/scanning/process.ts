/**
 * A process that does one task with scanners or the watched folder, and nothing else: drivers and network drives may
 * hang or kill it, which the application only sees as a problem. Started by Electron as a utility process or by Node
 * as a fork; `run-task.ts` and `watched-folder/client.ts` are the other end.
 */
import { Problem } from '../../../shared/problems.ts'
import { connectToParent } from '../queue/parent-port.ts'
import type { FoundDevices } from './driver.ts'
import { allDrivers, driverFor } from './drivers.ts'
import { ScanTask, TaskCancel, type TaskEvent } from './messages.ts'
import { splitResults } from './split-results.ts'
import { watchFolder } from './watched-folder/folder-service.ts'

const abort = new AbortController()
let handleMessage = startTask
const send = connectToParent<object>((message) => handleMessage(message))
const emit = (event: TaskEvent): void => send(event)

/** The first message is the task; the following ones go to whatever runs it. */
function startTask(message: unknown): void {
  const task = ScanTask.parse(message)
  if (task.task === 'watch') {
    handleMessage = watchFolder(task, send)
    return
  }
  handleMessage = (later) => {
    if (TaskCancel.safeParse(later).success) abort.abort(new Problem('scanner-stopped'))
  }
  void runTask(task)
}

async function runTask(task: Exclude<ScanTask, { task: 'watch' }>): Promise<void> {
  try {
    await perform(task)
    emit({ event: 'done' })
  } catch (error) {
    // An unexpected error ends the process: the parent reports that it stopped.
    if (!(error instanceof Problem)) process.exit(1)
    emit({ event: 'refused', problem: error.toValue() })
  }
}

async function perform(task: Exclude<ScanTask, { task: 'watch' }>): Promise<void> {
  const { signal } = abort
  if (task.task === 'list') emit({ event: 'devices', ...(await listDevices(task.addresses, signal)) })
  else if (task.task === 'describe') {
    const capabilities = await driverFor(task.device.route).capabilities(task.device, signal)
    emit({ event: 'capabilities', capabilities })
  } else {
    const onProgress = (fraction: number | null): void => emit({ event: 'progress', fraction })
    const pages = driverFor(task.device.route).scan(task.device, task.request, { signal, onProgress })
    for await (const bytes of pages) emit({ event: 'page', bytes })
  }
}

/** Lists the devices of all drivers at once; a driver that fails does not hide what the others have found. */
async function listDevices(addresses: readonly string[], signal: AbortSignal): Promise<FoundDevices> {
  const drivers = allDrivers(addresses)
  const { values, problems } = splitResults(
    await Promise.allSettled(drivers.map((driver) => driver.list(signal))),
  )
  return {
    devices: values.flatMap((found) => found.devices),
    problems: [...values.flatMap((found) => found.problems), ...problems],
  }
}
