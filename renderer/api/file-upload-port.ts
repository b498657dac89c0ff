import { z } from 'zod'
import { unreadable } from './answer.ts'

/**
 * Uploads files to the core under Electron, from a Web Worker over its own MessagePort: neither the UI thread
 * nor the Electron main process reads or copies their bytes.
 */
export interface FileUploadPort {
  /**
   * Calls `pages.add` with this input and the bytes of the file. Rejects where the core ends before it has
   * answered; the next file goes to the restarted core.
   */
  add(input: object, file: Blob): Promise<unknown>
}

/**
 * Messages of the worker (file-upload-worker.ts): a response, an unreadable file, or that the core has ended.
 */
const WorkerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), number: z.number(), answer: z.unknown() }),
  z.object({ kind: z.literal('unreadable'), number: z.number() }),
  z.object({ kind: z.literal('closed') }),
])

/** Message to the worker. */
export interface UploadRequest {
  readonly number: number
  readonly input: object
  readonly file: Blob
}

interface PendingUpload {
  resolve(answer: unknown): void
  reject(reason: Error): void
}

/** @param bridge asks the host to post a port to the core to this window, as the message `file-port` */
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
    // A worker that fails to load answers nothing.
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

/** Accepts only the bridge's message, whose source is this window. */
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
