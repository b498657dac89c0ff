import { z } from 'zod'
import type { CallName } from '../../shared/contract/contract.ts'
import { CoreEvent } from '../../shared/contract/events.ts'
import { decodeWire, encodeWire } from '../../shared/contract/wire.ts'
import { ProblemValue } from '../../shared/problems.ts'

/** An answer before its value has been parsed by the call's own schema. */
export const Answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: ProblemValue }),
])
export type Answer = z.infer<typeof Answer>

/** The line to the core: the preload bridge in Electron, HTTP on loopback in a browser. */
export interface Transport {
  call(name: CallName, input: unknown): Promise<unknown>
  /** @returns how to stop listening. */
  onEvent(listener: (event: CoreEvent) => void): () => void
  /** Says whether the core can be heard at all; only a line that can be cut ever says false. */
  onLine(listener: (connected: boolean) => void): () => void
}

/** What preload/ puts into the window. */
interface Bridge {
  call(name: string, input: unknown): Promise<unknown>
  onEvent(listener: (event: string) => void): () => void
}

declare global {
  interface Window {
    readonly loket?: Bridge
  }
}

/** The line of the host this window was opened by. */
export function openTransport(): Transport {
  return window.loket ? bridgeTransport(window.loket) : httpTransport()
}

function bridgeTransport(bridge: Bridge): Transport {
  return {
    call: (name, input) => bridge.call(name, input),
    onEvent: (listener) => bridge.onEvent((event) => tell(listener, event)),
    onLine: () => () => undefined,
  }
}

function httpTransport(): Transport {
  const events = new EventSource('/events')
  return {
    async call(name, input) {
      const response = await fetch(`/call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Blob([encodeWire(input).slice()]),
      })
      if (!response.ok) throw new Error(`the core answered ${response.status}`)
      return decodeWire(new Uint8Array(await response.arrayBuffer()))
    },
    onEvent(listener) {
      const hear = (message: MessageEvent<unknown>) => tell(listener, message.data)
      events.addEventListener('message', hear)
      return () => events.removeEventListener('message', hear)
    },
    onLine(listener) {
      const connected = () => listener(true)
      const cut = () => listener(false)
      events.addEventListener('open', connected)
      events.addEventListener('error', cut)
      return () => {
        events.removeEventListener('open', connected)
        events.removeEventListener('error', cut)
      }
    },
  }
}

/** An event of a newer core is one that this screen has nothing to do about. */
function tell(listener: (event: CoreEvent) => void, name: unknown): void {
  const event = CoreEvent.safeParse(name)
  if (event.success) listener(event.data)
}
