import type { UploadRequest } from './file-upload-port.ts'

/**
 * Web Worker that reads files and sends them to the core, off the UI thread. Receives two ports at the start:
 * the screen's (file-upload-port.ts) and the core's (main/desktop/core-process.ts).
 */
addEventListener(
  'message',
  ({ ports: [screen, core] }) => {
    if (screen && core) serve(screen, core)
  },
  { once: true },
)

function serve(screen: MessagePort, core: MessagePort): void {
  screen.addEventListener('message', ({ data }: MessageEvent<UploadRequest>) => void send(data))
  core.addEventListener('message', ({ data }) => {
    // Pictures in a response are transferred, not copied.
    screen.postMessage({ kind: 'answer', ...data }, transferables(data.answer?.value))
  })
  core.addEventListener('close', () => {
    screen.postMessage({ kind: 'closed' })
    close()
  })
  screen.start()
  core.start()

  async function send({ number, input, file }: UploadRequest): Promise<void> {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      core.postMessage({ number, name: 'pages.add', input: { ...input, bytes } })
    } catch {
      screen.postMessage({ kind: 'unreadable', number })
    }
  }
}

function transferables(value: unknown): ArrayBuffer[] {
  const values: unknown[] = Object.values(value ?? {})
  return values.flatMap((item) =>
    item instanceof Uint8Array && item.buffer instanceof ArrayBuffer ? item.buffer : [],
  )
}
