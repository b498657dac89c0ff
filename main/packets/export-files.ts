import type { CallOutput } from '../../shared/contract/contract.ts'
import { Problem } from '../../shared/problems.ts'
import type { SealedPacket } from './outgoing-queries.ts'
import type { OutgoingTable } from './outgoing-table.ts'
import { packetFileName } from './packet-file.ts'

/**
 * Makes one file per receiver of these packets, or of all unanswered ones, and marks the packets as sent.
 * Within the caller's transaction. Throws packet-none.
 * @param at UTC, ISO 8601
 */
export function exportPacketFiles(
  table: OutgoingTable,
  ids: readonly string[] | null,
  at: string,
): CallOutput<'packets.export'> {
  const wanted = ids ?? table.findUnanswered().map(({ id }) => id)
  const packets = wanted.flatMap((id) => table.findSealed(id) ?? [])
  if (packets.length === 0) throw new Problem('packet-none')
  for (const { id } of packets) table.markSent('file', id, at)
  const receivers = [...new Set(packets.map(({ receiver }) => receiver))]
  const files = receivers.map((receiver) => ({
    name: packetFileName(receiver, at),
    bytes: concatenate(packets.filter((packet) => packet.receiver === receiver)),
  }))
  return { files, packets: packets.length }
}

const concatenate = (packets: readonly SealedPacket[]) =>
  new Uint8Array(Buffer.concat(packets.map(({ bytes }) => bytes)))
