import type { PacketAnswer, PacketKind } from '../../shared/packet.ts'
import type { Store } from '../store/store.ts'
import { type OutgoingRow, outgoingColumns, prepareOutgoingQueries } from './outgoing-queries.ts'

export type NewPacket = Omit<OutgoingRow, 'sequence' | 'state'> & {
  content: string
  bytes: Uint8Array | null
  at: string
}

/** The columns with the time at which a packet was last sent by a way. */
const sentAtColumn = {
  relay: 'relayed_at',
  'shared-folder': 'left_in_folder_at',
  file: 'exported_at',
} as const
type Way = keyof typeof sentAtColumn

/** The prepared statements on the packets of this office. */
export type OutgoingTable = ReturnType<typeof createOutgoingTable>

export function createOutgoingTable(store: Store) {
  const queries = prepareOutgoingQueries(store)
  const insert = store.prepare<NewPacket>(
    `INSERT INTO outgoing_packets (id, kind, application_id, revision, receiver, content, receiver_key, bytes,
                                   byte_length, hash, state, created_at)
     VALUES (:id, :kind, :applicationId, :revision, :receiver, :content, :receiverKey, :bytes, :byteLength, :hash,
             'pending', :at)`,
  )
  const supersede = store.prepare<[string]>(
    `UPDATE outgoing_packets SET state = 'superseded', bytes = NULL
     WHERE application_id = ? AND kind IN ('application', 'withdrawn') AND state IN ('pending', 'sent')`,
  )
  const findDue = (way: Way) =>
    store.prepare<[string], OutgoingRow>(
      `SELECT ${outgoingColumns} FROM outgoing_packets
       WHERE state IN ('pending', 'sent') AND bytes IS NOT NULL AND COALESCE(${sentAtColumn[way]}, '') < ?
       ORDER BY sequence`,
    )
  const dueStatements = {
    relay: findDue('relay'),
    'shared-folder': findDue('shared-folder'),
    file: findDue('file'),
  }
  const markSentBy = (way: Way) =>
    store.prepare<[string, string]>(
      `UPDATE outgoing_packets SET ${sentAtColumn[way]} = ?,
         state = CASE WHEN state <> 'pending' THEN state WHEN kind = 'receipt' THEN 'received' ELSE 'sent' END
       WHERE id = ?`,
    )
  const markSentStatements = {
    relay: markSentBy('relay'),
    'shared-folder': markSentBy('shared-folder'),
    file: markSentBy('file'),
  }
  const markAnswered = store.prepare<{
    id: string
    receiver: string
    state: string
    answer: string
    at: string
  }>(
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
  const markObsolete = store.prepare<[number]>(
    "UPDATE outgoing_packets SET state = 'superseded', bytes = NULL WHERE sequence = ?",
  )

  return {
    insert: (packet: NewPacket): void => void insert.run(packet),
    /** Marks submissions and withdrawals of an application that a newer one replaces. */
    supersede: (applicationId: string): void => void supersede.run(applicationId),
    find: (id: string) => queries.byId.get(id),
    getContent(sequence: number): string {
      const text = queries.content.get(sequence)
      if (text === undefined) throw new Error('no packet of this number')
      return text
    },
    findSealed: (id: string) => queries.sealed.get(id),
    findSealedInfo: (id: string) => queries.sealedInfo.get(id),
    findBytes: (hash: string): Uint8Array | undefined => queries.bytesOf.get(hash),
    findUnanswered: (): OutgoingRow[] => queries.findUnanswered.all(),
    /** The newest submissions that were receipted before a moment and have no decision here. */
    findUndecided: (since: string): OutgoingRow[] => queries.undecided.all(since),
    /** What was not sent by this way since a moment and is not receipted, oldest first. */
    findDue: (way: Way, since: string): OutgoingRow[] => dueStatements[way].all(since),
    markSent: (way: Way, id: string, at: string): void => void markSentStatements[way].run(at, id),
    /** False where this office has sent no such packet to that one. */
    markAnswered(values: { id: string; receiver: string; answer: PacketAnswer; at: string }): boolean {
      const state = values.answer === 'refused' || values.answer === 'unknown' ? 'refused' : 'received'
      return markAnswered.run({ ...values, state }).changes > 0
    },
    reseal: (values: Parameters<typeof reseal.run>[0]): void => void reseal.run(values),
    markObsolete: (sequence: number): void => void markObsolete.run(sequence),
    findNewest: (applicationId: string, kind: PacketKind) => queries.newestOf.get(applicationId, kind),
    findReceipt: (applicationId: string, packet: string) => queries.receiptFor.get(applicationId, packet),
  }
}
