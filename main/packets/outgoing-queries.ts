import type { PacketKind, PacketState } from '../../shared/packet.ts'
import type { Store } from '../store/store.ts'

/** A packet of this office, without its bytes. */
export interface OutgoingRow {
  sequence: number
  id: string
  kind: PacketKind
  applicationId: string
  revision: number
  receiver: string
  receiverKey: number | null
  byteLength: number
  hash: string
  state: PacketState
}

/** A packet ready to be sent. */
export interface SealedPacket {
  id: string
  receiver: string
  hash: string
  byteLength: number
  bytes: Uint8Array
}

/** The same without its bytes, for callers that ask often. */
export type SealedPacketInfo = Omit<SealedPacket, 'bytes'>

export const outgoingColumns = `sequence, id, kind, application_id AS applicationId, revision, receiver,
  receiver_key AS receiverKey, byte_length AS byteLength, hash, state`

/** The prepared SELECT statements on the packets of this office. */
export function prepareOutgoingQueries(store: Store) {
  const byId = store.prepare<[string], OutgoingRow>(
    `SELECT ${outgoingColumns} FROM outgoing_packets WHERE id = ?`,
  )
  const content = store
    .prepare<[number], string>('SELECT content FROM outgoing_packets WHERE sequence = ?')
    .pluck()
  const sealed = store.prepare<[string], SealedPacket>(
    `SELECT id, receiver, hash, byte_length AS byteLength, bytes FROM outgoing_packets
     WHERE id = ? AND bytes IS NOT NULL`,
  )
  const sealedInfo = store.prepare<[string], SealedPacketInfo>(
    `SELECT id, receiver, hash, byte_length AS byteLength FROM outgoing_packets
     WHERE id = ? AND bytes IS NOT NULL`,
  )
  const bytesOf = store
    .prepare<[string], Buffer>(
      `SELECT bytes FROM outgoing_packets
       WHERE hash = ? AND state IN ('pending', 'sent') AND bytes IS NOT NULL`,
    )
    .pluck()
  const findUnanswered = store.prepare<[], OutgoingRow>(
    `SELECT ${outgoingColumns} FROM outgoing_packets WHERE state IN ('pending', 'sent') ORDER BY sequence`,
  )
  const undecided = store.prepare<[string], OutgoingRow>(
    `SELECT ${outgoingColumns} FROM outgoing_packets
     WHERE kind = 'application' AND state = 'received' AND answered_at < ? AND sequence IN
       (SELECT MAX(packet.sequence) FROM applications
        JOIN outgoing_packets AS packet ON packet.application_id = applications.id
        WHERE applications.status = 'diajukan' AND applications.sent_to <> ''
          AND packet.kind IN ('application', 'withdrawn')
        GROUP BY applications.id)`,
  )
  const newestOf = store.prepare<[string, string], OutgoingRow>(
    `SELECT ${outgoingColumns} FROM outgoing_packets WHERE application_id = ? AND kind = ? ORDER BY sequence DESC LIMIT 1`,
  )
  const receiptFor = store.prepare<[string, string], OutgoingRow>(
    `SELECT ${outgoingColumns} FROM outgoing_packets
     WHERE kind = 'receipt' AND application_id = ? AND json_extract(content, '$.packet') = ?`,
  )
  return { byId, content, sealed, sealedInfo, bytesOf, findUnanswered, undecided, newestOf, receiptFor }
}
