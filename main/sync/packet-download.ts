import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '../../shared/problems.ts'
import type { CentralClient } from '../central/central-client.ts'
import { type ChunkSize, createChunkSize } from './chunk-size.ts'
import type { Relay } from './relay-port.ts'

/** What is known of the packet that is coming down; outlives a line that is cut, and the run. */
export interface Download {
  readonly chunkSize: ChunkSize
  /** The packet of this id as far as it has come; a new id lets go of the one before. */
  of(id: string): Buffer[]
  done(): void
}

export function createDownload(): Download {
  let current: { id: string; chunks: Buffer[] } | undefined
  return {
    chunkSize: createChunkSize(),
    of(id) {
      if (current?.id !== id) current = { id, chunks: [] }
      return current.chunks
    },
    done() {
      current = undefined
    },
  }
}

export interface CollectingTools {
  relay: Relay
  open: () => Promise<CentralClient>
  drop: (line: CentralClient | undefined) => Promise<void>
  download: Download
  signal: AbortSignal
}

/** Lines lost in a row, with nothing arriving in between, before it is left to the next run. */
const patience = 8

/**
 * Fetches what lies in the relay for this office, packet by packet, each taken in before the centre is told to let
 * it go. Goes on where it was when a line is cut. Answers how many it fetched; throws the problem that ended it.
 */
export async function collectPackets({
  relay,
  open,
  drop,
  download,
  signal,
}: CollectingTools): Promise<number> {
  let fetched = 0
  let consecutiveFailures = 0
  /** Bytes that the line has carried since it was opened. */
  let carried = 0
  let line: CentralClient | undefined

  /** Undefined where the packet is not in the relay any more. */
  async function fetch(from: CentralClient, id: string, byteLength: number): Promise<Uint8Array | undefined> {
    const chunks = download.of(id)
    let held = chunks.reduce((sum, { length }) => sum + length, 0)
    while (held < byteLength) {
      const began = performance.now()
      const chunk = await from.readPacket(id, held, Math.min(download.chunkSize.bytes(), byteLength - held))
      if (chunk === undefined || chunk.length === 0) return undefined
      carried += chunk.length
      download.chunkSize.arrived(chunk.length, performance.now() - began, carried)
      chunks.push(Buffer.from(chunk))
      held += chunk.length
      consecutiveFailures = 0
    }
    return Buffer.concat(chunks)
  }

  /** One look at the relay; answers whether there may be more. */
  async function empty(from: CentralClient): Promise<boolean> {
    const before = fetched
    const packets = await from.listPackets()
    for (const { id, byteLength } of packets) {
      const bytes = await fetch(from, id, byteLength)
      download.done()
      if (bytes === undefined) continue
      relay.take(bytes)
      fetched += 1
      await from.acknowledgePackets([id])
    }
    return fetched > before
  }

  try {
    for (let more = true; more && !signal.aborted; ) {
      try {
        line ??= await open()
        more = await empty(line)
        if (!more) relay.emptied()
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'centre-unreachable') throw error
        consecutiveFailures += 1
        if (consecutiveFailures > patience || signal.aborted) throw error
        download.chunkSize.cut(carried + download.chunkSize.bytes() / 2)
        carried = 0
        await drop(line)
        line = undefined
        await pause(consecutiveFailures * 50 * Math.random())
      }
    }
  } finally {
    await drop(line)
  }
  return fetched
}
