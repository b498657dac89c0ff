import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as later } from 'node:timers'

/** How the line behaves; may be changed while it is in use. What is not named is as on a good line. */
export type Line = {
  /** Each new connection is reset as soon as it is opened. */
  readonly refuse?: boolean
  /** Each new connection is reset after this many bytes have gone up (from client to server). */
  readonly cutAfterBytes?: number
  /** Pause before each piece goes on, in milliseconds, either way. */
  readonly delayMs?: number
  /** From now on nothing goes through and nobody is told, on the open connections too. */
  readonly halfOpen?: boolean
}

/** A TCP proxy on loopback that stands in for a bad line to the centre. */
export type CutProxy = {
  readonly port: number
  /** Bytes that have come from clients, and connections opened, since the start. */
  readonly counted: { bytesUp: number; connections: number }
  /** Takes effect at once; `{}` makes the line good again for new connections. */
  setLine(line: Line): void
  /** Resets all open connections. */
  cut(): void
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts a proxy that passes connections on to a server on 127.0.0.1. */
export async function startCutProxy(targetPort: number, initial: Line = {}): Promise<CutProxy> {
  let line = initial
  const open = new Set<Socket>()
  const counted = { bytesUp: 0, connections: 0 }

  const server = createServer((client) => {
    counted.connections += 1
    open.add(client)
    client.on('error', () => {}) // a reset is what this proxy is for
    client.on('close', () => open.delete(client))
    if (line.refuse) {
      client.resetAndDestroy()
      return
    }
    const upstream = connect(targetPort, '127.0.0.1')
    upstream.on('error', () => client.resetAndDestroy())
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
    let carried = 0
    const up = passing((size) => {
      carried += size
      counted.bytesUp += size
      return line.cutAfterBytes === undefined || carried <= line.cutAfterBytes
    }, client)
    client.pipe(up).pipe(upstream)
    upstream.pipe(passing(() => true, client)).pipe(client)
  })

  function passing(mayPass: (size: number) => boolean, client: Socket): Transform {
    return new Transform({
      transform(piece: Buffer, _encoding, done) {
        if (!mayPass(piece.length)) client.resetAndDestroy()
        else if (line.delayMs) later(() => pass(piece, done), line.delayMs)
        else pass(piece, done)
      },
    })
  }
  // On a half-open line `done` is never called, so that the sender sees its own buffers fill and no more.
  function pass(piece: Buffer, done: (error: null, data: Buffer) => void) {
    if (!line.halfOpen) done(null, piece)
  }
  function cut() {
    for (const socket of open) socket.resetAndDestroy()
  }
  async function stop() {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    cut()
    await closed
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port')
  return {
    port: address.port,
    counted,
    setLine: (next) => {
      line = next
    },
    cut,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
