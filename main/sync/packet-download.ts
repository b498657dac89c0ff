import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '../../shared/problems.ts'
import type { CentralClient } from '../central/central-client.ts'
import { type ChunkSize, createChunkSize } from './chunk-size.ts'
import type { RelayPort } from './relay-port.ts'

/** The packet that is being downloaded; outlives a lost connection, and the run. */
export interface PartialDownload {
  readonly chunkSize: ChunkSize
  /** The chunks of this packet that have arrived; another id discards those of the packet before. */
  chunksOf(id: string): Buffer[]
  clear(): void
}

export function createPartialDownload(): PartialDownload {
  let current: { id: string; chunks: Buffer[] } | undefined
  return {
    chunkSize: createChunkSize(),
    chunksOf(id) {
      if (current?.id !== id) current = { id, chunks: [] }
      return current.chunks
    },
    clear() {
      current = undefined
    },
  }
}

export interface PacketDownloadDependencies {
  relay: RelayPort
  open: () => Promise<CentralClient>
  close: (client: CentralClient | undefined) => Promise<void>
  download: PartialDownload
  signal: AbortSignal
}

/** Connections lost in a row, with nothing arriving in between, before the next run has to continue. */
const maxFailures = 8

/**
 * Downloads the packets in the relay for this office one by one; each is stored here before it is
 * acknowledged to the centre. Resumes after a lost connection. Answers how many were downloaded; throws the
 * problem that ended it.
 */
export async function downloadPackets({
  relay,
  open,
  close,
  download,
  signal,
}: PacketDownloadDependencies): Promise<number> {
  let received = 0
  let consecutiveFailures = 0
  /** Bytes that the connection has carried since it was opened. */
  let connectionBytes = 0
  let client: CentralClient | undefined

  /** Undefined where the packet is not in the relay any more. */
  async function downloadPacket(
    from: CentralClient,
    id: string,
    byteLength: number,
  ): Promise<Uint8Array | undefined> {
    const chunks = download.chunksOf(id)
    let received = chunks.reduce((sum, { length }) => sum + length, 0)
    while (received < byteLength) {
      const began = performance.now()
      const chunk = await from.readPacket(
        id,
        received,
        Math.min(download.chunkSize.bytes(), byteLength - received),
      )
      if (chunk === undefined || chunk.length === 0) return undefined
      connectionBytes += chunk.length
      download.chunkSize.recordChunk(chunk.length, performance.now() - began, connectionBytes)
      chunks.push(Buffer.from(chunk))
      received += chunk.length
      consecutiveFailures = 0
    }
    return Buffer.concat(chunks)
  }

  /** Downloads the listed packets; answers whether there may be more. */
  async function downloadListed(from: CentralClient): Promise<boolean> {
    const before = received
    const packets = await from.listPackets()
    for (const { id, byteLength } of packets) {
      const bytes = await downloadPacket(from, id, byteLength)
      download.clear()
      if (bytes === undefined) continue
      relay.receive(bytes)
      received += 1
      await from.acknowledgePackets([id])
    }
    return received > before
  }

  try {
    for (let more = true; more && !signal.aborted; ) {
      try {
        client ??= await open()
        more = await downloadListed(client)
        if (!more) relay.markEmpty()
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'centre-unreachable') throw error
        consecutiveFailures += 1
        if (consecutiveFailures > maxFailures || signal.aborted) throw error
        download.chunkSize.recordDisconnect(connectionBytes + download.chunkSize.bytes() / 2)
        connectionBytes = 0
        await close(client)
        client = undefined
        await pause(consecutiveFailures * 50 * Math.random())
      }
    }
  } finally {
    await close(client)
  }
  return received
}
