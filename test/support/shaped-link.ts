import { setTimeout as pause } from 'node:timers/promises'

/** What one direction of a line is like. */
export type LinkShape = {
  readonly bytesPerSecond?: number
  /** From one end to the other, in milliseconds. */
  readonly latencyMs?: number
  /** The share of packets that is lost and sent again. */
  readonly loss?: number
}

/** One direction of a line, shared by all connections over it, each of which gets its turn. */
export type Link = {
  /** Takes a segment on; answers when it is off the sender's hands, with the moment at which it arrives. */
  carry(size: number): Promise<number>
}

/** As much as goes on at once before another connection has its turn: four packets. */
export const segmentBytes = 4 * 1460

/** What the sender waits for an answer to a lost packet beyond a round trip, as TCP does at least. */
const retransmitTimeoutMs = 200

/** A machine that is busy wakes late; what it missed by up to so many milliseconds is caught up with. */
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
