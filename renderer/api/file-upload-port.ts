import { z } from 'zod'
import { unreadable } from './answer.ts'

/**
 * The line on which files go to the core under Electron: from a thread of their own over a port of their own. Neither
 * the thread that answers the keys nor the process through which they come reads or copies a byte of them.
 */
export interface FileUploadPort {
  /**
   * Has `pages.add` called with this input and the bytes of the file. Rejects where the core ends before it has
   * answered; the next file goes to the core that is started then.
   */
  add(input: object, file: Blob): Promise<unknown>
}

/** What the thread says (file-thread.ts): an answer to a file, that it cannot be read, or that the core is gone. */
const WorkerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), number: z.number(), answer: z.unknown() }),
  z.object({ kind: z.literal('unreadable'), number: z.number() }),
  z.object({ kind: z.literal('closed') }),
])

/** What the thread is given. */
export interface UploadRequest {
  readonly number: number
  readonly input: object
  readonly file: Blob
}

interface PendingUpload {
  resolve(answer: unknown): void
  reject(reason: Error): void
}

/** @param bridge has the host send the window a port to the core, as the message `file-port` */
export function openFilePort(bridge: { openFilePort(): void }): FileUploadPort {
  const pending = new Map<number, PendingUpload>()
  let workerPort: Promise<MessagePort> | undefined
  let lastNumber = 0

  function handleMessage(message: unknown): void {
    const parsed = WorkerMessage.parse(message)
    switch (parsed.kind) {
      case 'answer':
        resolveUpload(parsed.number, parsed.answer)
        break
      case 'unreadable':
        resolveUpload(parsed.number, unreadable)
        break
      case 'closed':
        workerPort = undefined
        for (const { reject } of pending.values()) reject(new Error('the core has ended'))
        pending.clear()
    }
  }

  function resolveUpload(number: number, value: unknown): void {
    pending.get(number)?.resolve(value)
    pending.delete(number)
  }

  async function start(): Promise<MessagePort> {
    const core = await receivePort(bridge)
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ data }) => handleMessage(data))
    port1.start()
    const worker = new Worker(new URL('./file-upload-worker.ts', import.meta.url), { type: 'module' })
    // A thread that cannot even be loaded answers nobody.
    worker.addEventListener('error', () => handleMessage({ kind: 'closed' }))
    worker.postMessage(undefined, [port2, core])
    return port1
  }

  return {
    async add(input, file) {
      workerPort ??= start()
      const port = await workerPort
      lastNumber += 1
      const number = lastNumber
      return new Promise((resolve, reject) => {
        pending.set(number, { resolve, reject })
        const message: UploadRequest = { number, input, file }
        port.postMessage(message)
      })
    },
  }
}

/** Only the bridge's own message counts: the sender of it is this window itself. */
function receivePort(bridge: { openFilePort(): void }): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onPortMessage = ({ source, data, ports: [port] }: MessageEvent<unknown>) => {
      if (source !== window || data !== 'file-port' || !port) return
      window.removeEventListener('message', onPortMessage)
      resolve(port)
    }
    window.addEventListener('message', onPortMessage)
    bridge.openFilePort()
  })
}
