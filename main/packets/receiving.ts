import type { Office } from '../../shared/office.ts'
import type { PacketAnswer, PacketKind, PacketOutcome, PacketWay } from '../../shared/packet.ts'
import type { KeyStore } from '../identity/key-store.ts'
import type { Journal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { type Store, transact } from '../store/store.ts'
import type { PacketContent, ReceiptContent } from './content.ts'
import type { IncomingTable } from './incoming-table.ts'
import { type OpenedPacket, openPacket } from './open-packet.ts'
import type { OutgoingTable } from './outgoing-table.ts'
import type { Sending } from './sending.ts'

/** Applies the content of a packet, within the transaction that marks the packet as opened. */
export type HandleContent = (content: Exclude<PacketContent, ReceiptContent>, sender: Office) => PacketAnswer

export interface ReceivingDependencies {
  store: Store
  keys: KeyStore
  journal: Journal
  clock: Clock
  handleContent: HandleContent
  outgoing: OutgoingTable
  incoming: IncomingTable
  sending: Sending
}

/** How a packet was received, for the person who brought its file. */
export interface ReceivedPacket {
  outcome: PacketOutcome
  answer: PacketAnswer | null
  kind: PacketKind | null
  sender: Office | null
}

/**
 * Outcomes after which the bytes are kept: an upgrade, or a new statement in the directory, may open them.
 */
const retryableOutcomes: ReadonlySet<PacketOutcome> = new Set(['too-new', 'sender-unknown'])

type OpenedContent = Extract<OpenedPacket, { outcome: 'opened' }>

export function createReceiving(dependencies: ReceivingDependencies) {
  const { store, keys, journal, clock, handleContent, outgoing, incoming, sending } = dependencies
  const applicationOf = store
    .prepare<[string], string>('SELECT application_id FROM opened_packets WHERE id = ?')
    .pluck()
  const packetOpener = {
    office: getOffice(store).office.code,
    findSealing: keys.findSealing,
    verifyEntry: keys.verifyEntry,
    findOpened: incoming.findHash,
  }

  function processOpened({ id, hash, sender, content }: OpenedContent, way: PacketWay): PacketAnswer {
    const { office } = sender.certificate
    keys.addStatements({ entries: [sender], revocations: [] })
    const answer =
      content.kind === 'receipt' ? processReceipt(content, office.code) : handleContent(content, office)
    const { kind, application, revision } = content
    incoming.insert({
      id,
      hash,
      sender: office.code,
      kind,
      applicationId: application,
      revision,
      way,
      answer,
      openedAt: moment(clock),
    })
    incoming.deleteRefused(hash)
    if (content.kind !== 'receipt') sending.sendReceipt(office.code, id, content, answer)
    const detail = { kind, sender: office.code, answer, way }
    journal.audit({ actor: '', action: 'packets.open', subject: application, detail })
    return answer
  }

  function processReceipt({ packet, answer, at }: ReceiptContent, sender: string): PacketAnswer {
    // Answers like late or decided need no other packet either.
    return outgoing.markAnswered({ id: packet, receiver: sender, answer, at }) ? 'taken' : 'unknown'
  }

  function refuse({ outcome, hash }: OpenedPacket, bytes: Uint8Array, way: PacketWay): void {
    incoming.upsertRefused({
      hash,
      outcome,
      way,
      byteLength: bytes.length,
      cameAt: moment(clock),
      bytes: retryableOutcomes.has(outcome) ? bytes : null,
    })
    journal.audit({ actor: '', action: 'packets.refuse', subject: hash, detail: { outcome, way } })
  }

  /** Opens a packet once, by any way, in one transaction. */
  function receive(bytes: Uint8Array, way: PacketWay): ReceivedPacket {
    return transact(store, () => {
      const opened = openPacket(bytes, packetOpener)
      const { outcome } = opened
      const sender = 'sender' in opened ? opened.sender.certificate.office : null
      if (opened.outcome === 'opened') {
        const answer = processOpened(opened, way)
        return { outcome, answer, kind: opened.content.kind, sender }
      }
      if (opened.outcome === 'already') {
        sending.resendReceipt(applicationOf.get(opened.id) ?? '', opened.id)
      } else refuse(opened, bytes, way)
      return { outcome, answer: null, kind: null, sender }
    })
  }

  return {
    receive,
    /** Tries the kept packets again. */
    retryKept(): void {
      for (const { bytes, way } of incoming.findKept()) receive(bytes, way)
    },
  }
}
