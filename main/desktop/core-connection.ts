import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { z } from 'zod'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { DIRECT_PORT_MESSAGE } from '../workers/queue/parent-port.ts'
import { FromCore, type JobEntry, type ToCore } from './core-messages.ts'
import { startJob } from './start-job.ts'

const ScanPicture = z.object({ bytes: z.instanceof(Uint8Array), mediaType: z.string() })
type ScanPicture = z.infer<typeof ScanPicture>

/**
 * The core, as the process of the windows sees it. Where the core's process ends by itself, what it was asked is
 * rejected, the windows are told to look who is signed in (nobody: the keys went with it), and the next call starts
 * it again.
 */
export interface CoreConnection {
  /** Gives what `Core.call` gives; the screen parses it. */
  call(connection: string, name: string, input: unknown): Promise<unknown>
  readScan(connection: string, pageId: string, size: string | null): Promise<ScanPicture | undefined>
  /** Gives a window's end of a line on which it makes calls that hold files; it is closed when the core ends. */
  openFilePort(connection: string): MessagePortMain
  /** Resolves when the core has closed its store and its process is gone. */
  close(): Promise<void>
}

export interface CoreConnectionDependencies {
  version: string
  onEvent: (event: CoreEvent) => void
}

interface PendingRequest {
  resolve(answer: unknown): void
  reject(reason: Error): void
}

const coreEntry = fileURLToPath(new URL('./core-process.js', import.meta.url))

/** Starts the core in a process of its own; `core-process.ts` is the other end. */
export function connectCore({ version, onEvent }: CoreConnectionDependencies): CoreConnection {
  const pending = new Map<number, PendingRequest>()
  const jobs = new Map<number, UtilityProcess>()
  let lastNumber = 0
  let hasAnswered = false
  let isClosing = false
  let core: UtilityProcess | undefined = start()

  function start(): UtilityProcess {
    const core = utilityProcess.fork(coreEntry, [version], {
      serviceName: 'Inti SOLID Loket',
      stdio: 'inherit',
    })
    core.on('message', (message) => receive(core, FromCore.parse(message)))
    core.once('exit', ended)
    return core
  }

  function receive(core: UtilityProcess, message: FromCore): void {
    switch (message.kind) {
      case 'answer':
        hasAnswered = true
        pending.get(message.number)?.resolve(message.value)
        pending.delete(message.number)
        break
      case 'event':
        onEvent(message.event)
        break
      case 'job-start':
        startJobOf(core, message.number, message.entry)
        break
      case 'job-kill':
        jobs.get(message.number)?.kill()
    }
  }

  function startJobOf(core: UtilityProcess, number: number, entry: JobEntry): void {
    const job = startJob(entry)
    jobs.set(number, job)
    const { port1, port2 } = new MessageChannelMain()
    job.postMessage(DIRECT_PORT_MESSAGE, [port1])
    core.postMessage({ kind: 'job-started', number } satisfies ToCore, [port2])
    job.once('exit', () => {
      if (jobs.get(number) === job) jobs.delete(number)
      core.postMessage({ kind: 'job-ended', number } satisfies ToCore)
    })
  }

  function ended(): void {
    core = undefined
    for (const job of jobs.values()) job.kill()
    jobs.clear()
    for (const { reject } of pending.values()) reject(new Error('the core has ended'))
    pending.clear()
    // One that cannot even start is tried again when somebody asks, not at once and for ever.
    if (hasAnswered && !isClosing) onEvent('session')
    hasAnswered = false
  }

  function request(question: (number: number) => ToCore): Promise<unknown> {
    if (isClosing) return Promise.reject(new Error('the core is closing'))
    core ??= start()
    lastNumber += 1
    const number = lastNumber
    core.postMessage(question(number))
    return new Promise((resolve, reject) => pending.set(number, { resolve, reject }))
  }

  return {
    call: (connection, name, input) =>
      request((number) => ({ kind: 'call', number, connection, name, input })),
    async readScan(connection, pageId, size) {
      const scan = await request((number) => ({ kind: 'scan', number, connection, pageId, size }))
      return ScanPicture.optional().parse(scan)
    },
    openFilePort(connection) {
      const { port1, port2 } = new MessageChannelMain()
      if (isClosing) port1.close()
      else {
        core ??= start()
        core.postMessage({ kind: 'file-line', connection } satisfies ToCore, [port1])
      }
      return port2
    },
    async close() {
      isClosing = true
      if (!core) return
      const gone = once(core, 'exit')
      core.postMessage({ kind: 'close' } satisfies ToCore)
      await gone
    },
  }
}
