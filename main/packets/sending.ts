import type { Office } from '../../shared/office.ts'
import type { PacketAnswer } from '../../shared/packet.ts'
import { largestPacket } from '../../shared/packet-length.ts'
import { Problem } from '../../shared/problems.ts'
import type { KeyStore } from '../identity/key-store.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { type Store, transact } from '../store/store.ts'
import { type PacketContent, StoredContent } from './content.ts'
import { packetHash } from './open-packet.ts'
import type { OutgoingTable } from './outgoing-table.ts'
import { sealPacket } from './seal-packet.ts'

export interface SendingDependencies {
  store: Store
  keys: KeyStore
  clock: Clock
  table: OutgoingTable
}

/**
 * Seals packets in the transaction of the change that they carry, so that neither exists without the other.
 */
export type Sending = ReturnType<typeof createSending>

const unsealed = { receiverKey: null, bytes: null, byteLength: 0, hash: '' }

export function createSending({ store, keys, clock, table }: SendingDependencies) {
  const scanBytes = store.prepare<[string], { bytes: Buffer; thumbnail: Buffer }>(
    'SELECT bytes, thumbnail FROM scans WHERE hash = ?',
  )

  /** Seals for the newest keys of an office; without valid keys the packet is sealed later. */
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
  function loadContent(text: string): PacketContent | undefined {
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
    if (content.kind === 'application' || content.kind === 'withdrawn') table.supersede(content.application)
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

  /** Seals a packet again, under a new id, to be sent by every way. */
  function resend(row: { sequence: number; receiver: string }): void {
    const content = loadContent(table.getContent(row.sequence))
    if (content === undefined) table.markObsolete(row.sequence)
    else {
      const id = newId()
      table.reseal({ sequence: row.sequence, id, ...seal(id, content, row.receiver) })
    }
  }

  return {
    send,
    resend: (row: { sequence: number; receiver: string }) => transact(store, () => resend(row)),

    /** Seals again what was sealed for keys that are not valid any more, and what there were no keys for. */
    resealForNewKeys(): void {
      transact(store, () => {
        for (const row of table.findUnanswered()) {
          const number = keys.findOffice(row.receiver)?.certificate.number
          const counts =
            row.receiverKey !== null && keys.findKeys(row.receiver, row.receiverKey)?.revoked === false
          if (!counts && number !== row.receiverKey && number !== undefined) resend(row)
        }
      })
    },

    /** Sends submissions again that were received before a moment and have had no decision since. */
    resendUndecided(since: string): void {
      const rows = table.findUndecided(since)
      if (rows.length > 0) transact(store, () => rows.forEach(resend))
    },

    /** Tells the sender of a packet that it need not be sent again. */
    sendReceipt(to: Office['code'], packet: string, about: PacketContent, answer: PacketAnswer): void {
      const { application, revision } = about
      const at = moment(clock)
      send(to, { kind: 'receipt', version: 1, application, revision, packet, answer, at })
    },

    /** Sends the same receipt again: the first one seems to be lost. */
    resendReceipt(application: string, packet: string): void {
      const row = table.findReceipt(application, packet)
      if (row !== undefined) resend(row)
    },
  }
}
