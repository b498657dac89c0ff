import { setTimeout as pause } from 'node:timers/promises'

/** Bandwidth, latency and loss of one direction of a link. */
export type LinkShape = {
  readonly bytesPerSecond?: number
  /** From one end to the other, in milliseconds. */
  readonly latencyMs?: number
  /** The share of packets that is lost and sent again. */
  readonly loss?: number
}

/** One direction of a link, shared fairly by all its connections. */
export type Link = {
  /** Sends a segment; resolves when it has left the sender, with the time at which it arrives. */
  carry(size: number): Promise<number>
}

/** Bytes that are sent at once before another connection has its turn: four packets. */
export const segmentBytes = 4 * 1460

/** TCP's minimum retransmission timeout, beside a round trip. */
const retransmitTimeoutMs = 200

/** Timers of a busy machine fire late; up to this many milliseconds are made up for. */
const slackMs = 200

/** `random`: numbers from 0 to 1 that say which packets are lost. */
export function createLink(shape: () => LinkShape, random: () => number): Link {
  let freeAt = 0
  return {
    async carry(size) {
      const { bytesPerSecond = Number.POSITIVE_INFINITY, latencyMs = 0, loss = 0 } = shape()
      let lost = 0
      for (let packet = 0; packet < size; packet += 1460) while (random() < loss) lost += 1
      freeAt = Math.max(freeAt, performance.now() - slackMs)
      freeAt += ((size + lost * 1460) / bytesPerSecond) * 1000
      const wait = freeAt - performance.now()
      if (wait > 1) await pause(wait)
      return Math.max(freeAt, performance.now()) + latencyMs + lost * (2 * latencyMs + retransmitTimeoutMs)
    },
  }
}
