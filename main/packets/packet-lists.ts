import type { IncomingPacket, OutgoingPacket, RefusedPacket } from '../../shared/contract/packet-calls.ts'
import type { KeyStore } from '../identity/key-store.ts'
import type { Store } from '../store/store.ts'

type OutgoingPacketRow = Omit<OutgoingPacket, 'receiver' | 'unsealed'> & { receiver: string; unsealed: 0 | 1 }
type IncomingPacketRow = Omit<IncomingPacket, 'sender'> & { sender: string }
type RefusedPacketListRow = Omit<RefusedPacket, 'kept'> & { kept: 0 | 1 }

/** The lists of the packets screen, without receipts. */
export function createPacketLists(store: Store, keys: KeyStore) {
  const about = `p.kind, p.application_id AS applicationId, COALESCE(a.number, '') AS number,
    COALESCE(a.head_name, '') AS headName`
  const outgoing = store.prepare<[], OutgoingPacketRow>(
    `SELECT p.id, ${about}, p.receiver, p.state, p.created_at AS createdAt, p.byte_length AS byteLength,
            p.receiver_key IS NULL AS unsealed, p.relayed_at AS relayedAt,
            p.left_in_folder_at AS leftInFolderAt, p.exported_at AS exportedAt, NULLIF(p.answer, '') AS answer,
            p.answered_at AS answeredAt
     FROM outgoing_packets AS p LEFT JOIN applications AS a ON a.id = p.application_id
     WHERE p.kind <> 'receipt' ORDER BY p.sequence DESC LIMIT 200`,
  )
  const incoming = store.prepare<[], IncomingPacketRow>(
    `SELECT p.id, ${about}, p.sender, p.way, p.answer, p.opened_at AS openedAt
     FROM opened_packets AS p LEFT JOIN applications AS a ON a.id = p.application_id
     WHERE p.kind <> 'receipt' ORDER BY p.opened_at DESC, p.id DESC LIMIT 200`,
  )
  const refused = store.prepare<[], RefusedPacketListRow>(
    `SELECT hash, outcome, way, byte_length AS byteLength, bytes IS NOT NULL AS kept, received_at AS cameAt
     FROM refused_packets ORDER BY received_at DESC LIMIT 200`,
  )
  const counts = store.prepare<[], { waiting: number; refused: number }>(
    `SELECT (SELECT COUNT(*) FROM outgoing_packets
             WHERE state IN ('pending', 'sent') AND kind <> 'receipt') AS waiting,
            (SELECT COUNT(*) FROM refused_packets) AS refused`,
  )
  const officeOf = (code: string) => ({ code, name: keys.findName(code) ?? '' })

  return {
    counts: () => counts.get() ?? { waiting: 0, refused: 0 },
    outgoing: (): OutgoingPacket[] =>
      outgoing.all().map(({ receiver, unsealed, ...row }) => ({
        ...row,
        receiver: officeOf(receiver),
        unsealed: unsealed === 1,
      })),
    incoming: (): IncomingPacket[] =>
      incoming.all().map(({ sender, ...row }) => ({ ...row, sender: officeOf(sender) })),
    refused: (): RefusedPacket[] => refused.all().map(({ kept, ...row }) => ({ ...row, kept: kept === 1 })),
  }
}
