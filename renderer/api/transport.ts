import type { CallName } from '../../shared/contract/contract.ts'
import { CoreEvent } from '../../shared/contract/events.ts'
import { decodeWire, encodeWire, encodeWireWithFile } from '../../shared/contract/wire.ts'
import { unreadable } from './answer.ts'
import { openFilePort } from './file-upload-port.ts'

/** Transport to the core: the preload bridge in Electron, HTTP on loopback in a browser. */
export interface Transport {
  call(name: CallName, input: unknown): Promise<unknown>
  /** `pages.add` with a file in place of its bytes, which are not read on this thread. */
  addFile(input: object, file: Blob): Promise<unknown>
  /** @returns unsubscribe */
  onEvent(listener: (event: CoreEvent) => void): () => void
  /** Reports whether the core is reachable; the bridge always is. */
  onConnectivity(listener: (connected: boolean) => void): () => void
}

/** What preload/ exposes in the window. */
interface Bridge {
  call(name: string, input: unknown): Promise<unknown>
  /** Posts a port to the core to the window, as the message `file-port`. */
  openFilePort(): void
  onEvent(listener: (event: string) => void): () => void
}

declare global {
  interface Window {
    readonly loket?: Bridge
  }
}

/** The transport of the host that opened this window. */
export function openTransport(): Transport {
  return window.loket ? bridgeTransport(window.loket) : httpTransport()
}

function bridgeTransport(bridge: Bridge): Transport {
  const uploadPort = openFilePort(bridge)
  return {
    call: (name, input) => bridge.call(name, input),
    addFile: uploadPort.add,
    onEvent: (listener) => bridge.onEvent((event) => dispatchEvent(listener, event)),
    onConnectivity: () => () => undefined,
  }
}

function httpTransport(): Transport {
  const events = new EventSource('/events')
  return {
    call: (name, input) => post(name, new Blob([encodeWire(input)])),
    async addFile(input, file) {
      return (await canBeRead(file)) ? post('pages.add', encodeWireWithFile(input, file)) : unreadable
    },
    onEvent(listener) {
      const onMessage = (message: MessageEvent<unknown>) => dispatchEvent(listener, message.data)
      events.addEventListener('message', onMessage)
      return () => events.removeEventListener('message', onMessage)
    },
    onConnectivity(listener) {
      const connected = () => listener(true)
      const disconnected = () => listener(false)
      events.addEventListener('open', connected)
      events.addEventListener('error', disconnected)
      return () => {
        events.removeEventListener('open', connected)
        events.removeEventListener('error', disconnected)
      }
    },
  }
}

/**
 * Whether the file can be read, by its first byte: a request that fails for it looks like an unreachable
 * core.
 */
function canBeRead(file: Blob): Promise<boolean> {
  const read = file.slice(0, 1).arrayBuffer()
  return read.then(
    () => true,
    () => false,
  )
}

async function post(name: CallName, body: Blob): Promise<unknown> {
  const response = await fetch(`/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  })
  if (!response.ok) throw new Error(`the core answered ${response.status}`)
  return decodeWire(new Uint8Array(await response.arrayBuffer()))
}

/** Ignores unknown events (of a newer core). */
function dispatchEvent(listener: (event: CoreEvent) => void, name: unknown): void {
  const event = CoreEvent.safeParse(name)
  if (event.success) listener(event.data)
}
