import type { Office } from '../../shared/office.ts'
import type { PacketAnswer } from '../../shared/packet.ts'
import { largestPacket } from '../../shared/packet-length.ts'
import { Problem } from '../../shared/problems.ts'
import type { Keys } from '../identity/keys.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { type Store, transact } from '../store/store.ts'
import { type PacketContent, StoredContent } from './content.ts'
import { packetHash } from './open-packet.ts'
import type { OutgoingTable } from './outgoing-table.ts'
import { sealPacket } from './seal-packet.ts'

export interface SendingDependencies {
  store: Store
  keys: Keys
  clock: Clock
  table: OutgoingTable
}

/** What is sent: sealed in the transaction of the change that it tells of, so that neither is without the other. */
export type Sending = ReturnType<typeof createSending>

const unsealed = { receiverKey: null, bytes: null, byteLength: 0, hash: '' }

export function createSending({ store, keys, clock, table }: SendingDependencies) {
  const scanBytes = store.prepare<[string], { bytes: Buffer; thumbnail: Buffer }>(
    'SELECT bytes, thumbnail FROM scans WHERE hash = ?',
  )

  /** Seals for the newest keys of an office; where it has none that count, that is left for later. */
  function seal(id: string, content: PacketContent, receiver: string) {
    const sender = keys.findOwn()
    const entry = keys.findOffice(receiver)
    if (sender === undefined || entry === undefined) return unsealed
    try {
      const bytes = sealPacket({ id, content, sender, receiver: entry })
      return {
        receiverKey: entry.certificate.number,
        bytes,
        byteLength: bytes.length,
        hash: packetHash(bytes),
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      const megabytes = Math.floor(largestPacket / 1024 ** 2)
      throw new Problem('packet-too-large', { megabytes }, { cause: error })
    }
  }

  /** A stored content with the bytes of its scans; undefined where one of them is gone. */
  function restore(text: string): PacketContent | undefined {
    const content = StoredContent.parse(JSON.parse(text))
    if (content.kind !== 'application') return content
    const scans = content.scans.map((scan) => {
      const found = scanBytes.get(scan.hash)
      return found && { ...scan, ...found }
    })
    return scans.every((scan) => scan !== undefined) ? { ...content, scans } : undefined
  }

  /** Within the caller's transaction. Throws packet-too-large. */
  function send(receiver: string, content: PacketContent): void {
    if (content.kind === 'application' || content.kind === 'withdrawn') table.overtake(content.application)
    const id = newId()
    table.insert({
      id,
      kind: content.kind,
      applicationId: content.application,
      revision: content.revision,
      receiver,
      content: JSON.stringify(StoredContent.parse(content)),
      ...seal(id, content, receiver),
      at: moment(clock),
    })
  }

  /** Seals a packet anew, under a new id, and sends it by every way. */
  function sendAnew(row: { sequence: number; receiver: string }): void {
    const content = restore(table.getContent(row.sequence))
    if (content === undefined) table.retire(row.sequence)
    else {
      const id = newId()
      table.reseal({ sequence: row.sequence, id, ...seal(id, content, row.receiver) })
    }
  }

  return {
    send,
    sendAnew: (row: { sequence: number; receiver: string }) => transact(store, () => sendAnew(row)),

    /** Seals anew what was sealed for keys that do not count any more, and what there were no keys for. */
    directoryChanged(): void {
      transact(store, () => {
        for (const row of table.unanswered()) {
          const number = keys.findOffice(row.receiver)?.certificate.number
          const counts =
            row.receiverKey !== null && keys.findKeys(row.receiver, row.receiverKey)?.revoked === false
          if (!counts && number !== row.receiverKey && number !== undefined) sendAnew(row)
        }
      })
    },

    /** Submissions that were taken before a moment, and about which nothing was heard since, are sent once more. */
    askAgain(since: string): void {
      const rows = table.undecidedSince(since)
      if (rows.length > 0) transact(store, () => rows.forEach(sendAnew))
    },

    /** Tells the sender of a packet that it need not be sent again. */
    receipt(to: Office['code'], packet: string, about: PacketContent, answer: PacketAnswer): void {
      const { application, revision } = about
      const at = moment(clock)
      send(to, { kind: 'receipt', version: 1, application, revision, packet, answer, at })
    },

    /** The same receipt once more: the first one seems not to have come. */
    receiptAgain(application: string, packet: string): void {
      const row = table.findReceipt(application, packet)
      if (row !== undefined) sendAnew(row)
    },
  }
}
