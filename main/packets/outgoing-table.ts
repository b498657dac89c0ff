import type { PacketAnswer, PacketKind, PacketState } from '../../shared/packet.ts'
import type { Store } from '../store/store.ts'

/** A packet of ours, without its bytes. */
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

/** Bytes that leave, and whose. */
export interface SealedPacket {
  id: string
  receiver: string
  hash: string
  byteLength: number
  bytes: Uint8Array
}

export type NewPacket = Omit<OutgoingRow, 'sequence' | 'state'> & {
  content: string
  bytes: Uint8Array | null
  at: string
}

/** The columns that say when a packet last left by a way. */
const leftBy = { relay: 'relayed_at', 'shared-folder': 'left_in_folder_at', file: 'exported_at' } as const
type Way = keyof typeof leftBy

const columns = `sequence, id, kind, application_id AS applicationId, revision, receiver,
  receiver_key AS receiverKey, byte_length AS byteLength, hash, state`

/** The statements on the packets of ours; prepared once. */
export type OutgoingTable = ReturnType<typeof createOutgoingTable>

export function createOutgoingTable(store: Store) {
  const insert = store.prepare<NewPacket>(
    `INSERT INTO outgoing_packets (id, kind, application_id, revision, receiver, content, receiver_key, bytes,
                                   byte_length, hash, state, created_at)
     VALUES (:id, :kind, :applicationId, :revision, :receiver, :content, :receiverKey, :bytes, :byteLength, :hash,
             'pending', :at)`,
  )
  const overtake = store.prepare<[string]>(
    `UPDATE outgoing_packets SET state = 'superseded', bytes = NULL
     WHERE application_id = ? AND kind IN ('application', 'withdrawn') AND state IN ('pending', 'sent')`,
  )
  const byId = store.prepare<[string], OutgoingRow>(`SELECT ${columns} FROM outgoing_packets WHERE id = ?`)
  const content = store
    .prepare<[number], string>('SELECT content FROM outgoing_packets WHERE sequence = ?')
    .pluck()
  const sealed = store.prepare<[string], SealedPacket>(
    `SELECT id, receiver, hash, byte_length AS byteLength, bytes FROM outgoing_packets
     WHERE id = ? AND bytes IS NOT NULL`,
  )
  const waiting = store.prepare<[string], Omit<SealedPacket, 'bytes'>>(
    `SELECT id, receiver, hash, byte_length AS byteLength FROM outgoing_packets
     WHERE id = ? AND bytes IS NOT NULL`,
  )
  const bytesOf = store
    .prepare<[string], Buffer>(
      `SELECT bytes FROM outgoing_packets
       WHERE hash = ? AND state IN ('pending', 'sent') AND bytes IS NOT NULL`,
    )
    .pluck()
  const unanswered = store.prepare<[], OutgoingRow>(
    `SELECT ${columns} FROM outgoing_packets WHERE state IN ('pending', 'sent') ORDER BY sequence`,
  )
  const undecided = store.prepare<[string], OutgoingRow>(
    `SELECT ${columns} FROM outgoing_packets
     WHERE kind = 'application' AND state = 'received' AND answered_at < ? AND sequence IN
       (SELECT MAX(packet.sequence) FROM applications
        JOIN outgoing_packets AS packet ON packet.application_id = applications.id
        WHERE applications.status = 'diajukan' AND applications.sent_to <> ''
          AND packet.kind IN ('application', 'withdrawn')
        GROUP BY applications.id)`,
  )
  const due = (way: Way) =>
    store.prepare<[string], OutgoingRow>(
      `SELECT ${columns} FROM outgoing_packets
       WHERE state IN ('pending', 'sent') AND bytes IS NOT NULL AND COALESCE(${leftBy[way]}, '') < ?
       ORDER BY sequence`,
    )
  const dueBy = { relay: due('relay'), 'shared-folder': due('shared-folder'), file: due('file') }
  // A receipt is not receipted: once it has left it is done with, until it is asked for again.
  const leave = (way: Way) =>
    store.prepare<[string, string]>(
      `UPDATE outgoing_packets SET ${leftBy[way]} = ?,
         state = CASE WHEN state <> 'pending' THEN state WHEN kind = 'receipt' THEN 'received' ELSE 'sent' END
       WHERE id = ?`,
    )
  const leaveBy = { relay: leave('relay'), 'shared-folder': leave('shared-folder'), file: leave('file') }
  const answered = store.prepare<{ id: string; receiver: string; state: string; answer: string; at: string }>(
    `UPDATE outgoing_packets SET state = :state, answer = :answer, answered_at = :at,
       bytes = CASE :state WHEN 'received' THEN NULL ELSE bytes END
     WHERE id = :id AND receiver = :receiver AND state <> 'superseded'`,
  )
  const reseal = store.prepare<{
    sequence: number
    id: string
    receiverKey: number | null
    bytes: Uint8Array | null
    byteLength: number
    hash: string
  }>(
    `UPDATE outgoing_packets SET id = :id, receiver_key = :receiverKey, bytes = :bytes, byte_length = :byteLength,
       hash = :hash, state = 'pending', relayed_at = NULL, left_in_folder_at = NULL, exported_at = NULL,
       answer = '', answered_at = NULL
     WHERE sequence = :sequence`,
  )
  const retire = store.prepare<[number]>(
    "UPDATE outgoing_packets SET state = 'superseded', bytes = NULL WHERE sequence = ?",
  )
  const newestOf = store.prepare<[string, string], OutgoingRow>(
    `SELECT ${columns} FROM outgoing_packets WHERE application_id = ? AND kind = ? ORDER BY sequence DESC LIMIT 1`,
  )
  const receiptFor = store.prepare<[string, string], OutgoingRow>(
    `SELECT ${columns} FROM outgoing_packets
     WHERE kind = 'receipt' AND application_id = ? AND json_extract(content, '$.packet') = ?`,
  )

  return {
    insert: (packet: NewPacket): void => void insert.run(packet),
    /** Submissions and withdrawals of an application that a newer one makes pointless. */
    overtake: (applicationId: string): void => void overtake.run(applicationId),
    find: (id: string) => byId.get(id),
    getContent(sequence: number): string {
      const text = content.get(sequence)
      if (text === undefined) throw new Error('no packet of this number')
      return text
    },
    findSealed: (id: string) => sealed.get(id),
    findWaiting: (id: string) => waiting.get(id),
    findBytes: (hash: string): Uint8Array | undefined => bytesOf.get(hash),
    unanswered: (): OutgoingRow[] => unanswered.all(),
    /** The newest submissions that were receipted before a moment and on which nothing was decided, as far as we know. */
    undecidedSince: (since: string): OutgoingRow[] => undecided.all(since),
    /** What has not left by this way since a moment and is not receipted, oldest first. */
    due: (way: Way, since: string): OutgoingRow[] => dueBy[way].all(since),
    left: (way: Way, id: string, at: string): void => void leaveBy[way].run(at, id),
    /** Answers whether it was a packet of ours to that office. */
    answered(values: { id: string; receiver: string; answer: PacketAnswer; at: string }): boolean {
      const state = values.answer === 'refused' || values.answer === 'unknown' ? 'refused' : 'received'
      return answered.run({ ...values, state }).changes > 0
    },
    reseal: (values: Parameters<typeof reseal.run>[0]): void => void reseal.run(values),
    retire: (sequence: number): void => void retire.run(sequence),
    findNewest: (applicationId: string, kind: PacketKind) => newestOf.get(applicationId, kind),
    findReceipt: (applicationId: string, packet: string) => receiptFor.get(applicationId, packet),
  }
}
