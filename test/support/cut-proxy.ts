import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { createLink, type Link, type LinkShape, segmentBytes } from './shaped-link.ts'

/** The condition of the link; may be changed while it is in use. Members left out are as on a good link. */
export type LinkCondition = {
  /** Each new connection is reset as soon as it is opened. */
  readonly refuse?: boolean
  /** Each new connection is reset after this many bytes have gone up (from client to server). */
  readonly cutAfterBytes?: number
  /** How fast, how far and how lossy it is, the same either way. */
  readonly shape?: LinkShape
  /** Half-open: from now on nothing is forwarded, on open connections too, and no side is informed. */
  readonly halfOpen?: boolean
}

/** A TCP proxy on loopback that simulates a bad link to the centre. */
export type CutProxy = {
  readonly port: number
  /**
   * Bytes that have gone up and down, connections opened, and how often a client spoke after it had been
   * answered, since the start.
   */
  readonly counted: { bytesUp: number; bytesDown: number; connections: number; turns: number }
  /** Takes effect at once; `{}` makes the link good again for new connections. */
  setCondition(condition: LinkCondition): void
  /** Resets all open connections. */
  cut(): void
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** What a connection may have under way, as the window of TCP says. */
const windowBytes = 1024 * 1024

/**
 * Starts a proxy that passes connections on to a server on 127.0.0.1. `random` gives the numbers from 0 to 1
 * by which packets are lost.
 */
export async function startCutProxy(
  targetPort: number,
  initial: LinkCondition = {},
  random: () => number = Math.random,
): Promise<CutProxy> {
  let condition = initial
  const open = new Set<Socket>()
  const counted = { bytesUp: 0, bytesDown: 0, connections: 0, turns: 0 }
  const linkShape = () => condition.shape ?? {}
  const links = { up: createLink(linkShape, random), down: createLink(linkShape, random) }

  const server = createServer((client) => {
    counted.connections += 1
    open.add(client)
    client.on('error', () => {}) // a reset is what this proxy is for
    client.on('close', () => open.delete(client))
    if (condition.refuse) {
      client.resetAndDestroy()
      return
    }
    const upstream = connect(targetPort, '127.0.0.1')
    upstream.on('error', () => client.resetAndDestroy())
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
    let carried = 0
    let wasAnswered = false
    /** Of a piece that goes up, what still goes through before the connection is cut. */
    const passing = (piece: Buffer): Buffer => {
      const room = (condition.cutAfterBytes ?? Number.POSITIVE_INFINITY) - carried
      const passed = piece.subarray(0, Math.max(0, Math.min(piece.length, room)))
      carried += passed.length
      if (wasAnswered) counted.turns += 1
      wasAnswered = false
      counted.bytesUp += passed.length
      if (passed.length < piece.length) client.resetAndDestroy()
      return passed
    }
    void pass(client, upstream, links.up, passing)
    void pass(upstream, client, links.down, (piece) => {
      counted.bytesDown += piece.length
      wasAnswered = true
      return piece
    })
  })

  /** Passes on what comes from one side until either is gone. */
  async function pass(
    from: Socket,
    to: Socket,
    link: Link,
    passing: (piece: Buffer) => Buffer,
  ): Promise<void> {
    let underWay = 0
    let arrivesAt = 0
    /** What has arrived before may not be overtaken by what comes behind it. */
    let arrival = Promise.resolve()
    try {
      for await (const piece of from) {
        if (!Buffer.isBuffer(piece)) throw new TypeError('a socket without an encoding gives bytes')
        for (let at = 0; at < piece.length; at += segmentBytes) {
          // On a half-open link nothing is read any more: the sender sees its own buffers fill.
          while (condition.halfOpen && !to.destroyed) await pause(20)
          while (underWay > windowBytes && !to.destroyed) await pause(5)
          const segment = passing(piece.subarray(at, at + segmentBytes))
          if (segment.length === 0 || to.destroyed) return
          if (condition.shape === undefined) {
            to.write(segment)
            continue
          }
          underWay += segment.length
          arrivesAt = Math.max(arrivesAt, await link.carry(segment.length))
          const due = arrivesAt
          arrival = arrival.then(async () => {
            await pause(Math.max(0, due - performance.now()))
            underWay -= segment.length
            if (!to.destroyed) to.write(segment)
          })
        }
      }
      if (condition.shape === undefined) to.end()
    } catch (error) {
      // A connection that was reset ends here too, and only such a one.
      if (!from.destroyed) throw error
    }
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
    setCondition: (next) => {
      condition = next
    },
    cut,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
