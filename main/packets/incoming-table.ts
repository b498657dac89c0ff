import type { PacketAnswer, PacketKind, PacketOutcome, PacketWay } from '../../shared/packet.ts'
import type { Store } from '../store/store.ts'

/** A packet that was opened here. */
export interface OpenedPacketRow {
  id: string
  hash: string
  sender: string
  kind: PacketKind
  applicationId: string
  revision: number
  way: PacketWay
  answer: PacketAnswer
  openedAt: string
}

export interface RefusedPacketRow {
  hash: string
  outcome: PacketOutcome
  way: PacketWay
  bytes: Uint8Array | null
  byteLength: number
  cameAt: string
}

/** The prepared statements on received packets. */
export type IncomingTable = ReturnType<typeof createIncomingTable>

export function createIncomingTable(store: Store) {
  const hash = store.prepare<[string], string>('SELECT hash FROM opened_packets WHERE id = ?').pluck()
  const insert = store.prepare<OpenedPacketRow>(
    `INSERT INTO opened_packets (id, hash, sender, kind, application_id, revision, way, answer, opened_at)
     VALUES (:id, :hash, :sender, :kind, :applicationId, :revision, :way, :answer, :openedAt)`,
  )
  const newest = store
    .prepare<[string, string], number | null>(
      `SELECT MAX(revision) FROM opened_packets
       WHERE application_id = ? AND sender = ? AND kind IN ('application', 'withdrawn') AND answer = 'taken'`,
    )
    .pluck()
  const submitted = store
    .prepare<[string, string], number | null>(
      `SELECT MAX(revision) FROM opened_packets
       WHERE application_id = ? AND sender = ? AND kind = 'application' AND answer = 'taken'`,
    )
    .pluck()
  const upsertRefused = store.prepare<RefusedPacketRow>(
    `INSERT INTO refused_packets (hash, outcome, way, byte_length, bytes, received_at)
     VALUES (:hash, :outcome, :way, :byteLength, :bytes, :cameAt)
     ON CONFLICT (hash) DO UPDATE SET outcome = excluded.outcome, bytes = excluded.bytes`,
  )
  const findKept = store.prepare<[], { bytes: Buffer; way: PacketWay }>(
    'SELECT bytes, way FROM refused_packets WHERE bytes IS NOT NULL ORDER BY received_at',
  )
  const deleteRefused = store.prepare<[string]>('DELETE FROM refused_packets WHERE hash = ?')

  return {
    findHash: (id: string) => hash.get(id),
    insert: (row: OpenedPacketRow): void => void insert.run(row),
    /**
     * The highest revision that an office has sent of an application, withdrawn ones included; 0 for none.
     */
    newestRevision: (applicationId: string, sender: string): number => newest.get(applicationId, sender) ?? 0,
    /** The same of its submissions alone. */
    submittedRevision: (applicationId: string, sender: string): number =>
      submitted.get(applicationId, sender) ?? 0,
    upsertRefused: (row: RefusedPacketRow): void => void upsertRefused.run(row),
    /** The refused packets whose bytes were kept to be tried again. */
    findKept: () => findKept.all(),
    deleteRefused: (hash: string): void => void deleteRefused.run(hash),
  }
}
