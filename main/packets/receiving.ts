import type { Office } from '../../shared/office.ts'
import type { PacketAnswer, PacketKind, PacketOutcome, PacketWay } from '../../shared/packet.ts'
import type { Keys } from '../identity/keys.ts'
import type { Journal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { type Store, transact } from '../store/store.ts'
import type { PacketContent, ReceiptContent } from './content.ts'
import type { IncomingTable } from './incoming-table.ts'
import { type OpenedPacket, openPacket } from './open-packet.ts'
import type { OutgoingTable } from './outgoing-table.ts'
import type { Sending } from './sending.ts'

/** What is done with what another office says; within the transaction that marks the packet as opened. */
export type TakeContent = (content: Exclude<PacketContent, ReceiptContent>, sender: Office) => PacketAnswer

export interface ReceivingDependencies {
  store: Store
  keys: Keys
  journal: Journal
  clock: Clock
  take: TakeContent
  outgoing: OutgoingTable
  incoming: IncomingTable
  sending: Sending
}

/** What came of a packet, for the person who brought it. */
export interface Received {
  outcome: PacketOutcome
  answer: PacketAnswer | null
  kind: PacketKind | null
  sender: Office | null
}

/** Worth to be kept here: an upgrade, or news from the directory, may open it. */
const keptOutcomes: ReadonlySet<PacketOutcome> = new Set(['too-new', 'sender-unknown'])

type Opened = Extract<OpenedPacket, { outcome: 'opened' }>

export function createReceiving(dependencies: ReceivingDependencies) {
  const { store, keys, journal, clock, take, outgoing, incoming, sending } = dependencies
  const applicationOf = store
    .prepare<[string], string>('SELECT application_id FROM opened_packets WHERE id = ?')
    .pluck()
  const opener = {
    office: getOffice(store).office.code,
    findSealing: keys.findSealing,
    judge: keys.judge,
    findOpened: incoming.findHash,
  }

  function takeOpened({ id, hash, sender, content }: Opened, way: PacketWay): PacketAnswer {
    const { office } = sender.certificate
    keys.take({ entries: [sender], revocations: [] })
    const answer = content.kind === 'receipt' ? takeReceipt(content, office.code) : take(content, office)
    const { kind, application, revision } = content
    incoming.insert({
      ...{ id, hash, sender: office.code, kind, applicationId: application, revision, way, answer },
      openedAt: moment(clock),
    })
    incoming.forget(hash)
    if (content.kind !== 'receipt') sending.receipt(office.code, id, content, answer)
    const detail = { kind, sender: office.code, answer, way }
    journal.audit({ actor: '', action: 'packets.open', subject: application, detail })
    return answer
  }

  function takeReceipt({ packet, answer, at }: ReceiptContent, sender: string): PacketAnswer {
    // What the sender calls late or decided is settled for us as well.
    return outgoing.answered({ id: packet, receiver: sender, answer, at }) ? 'taken' : 'unknown'
  }

  function refuse({ outcome, hash }: OpenedPacket, bytes: Uint8Array, way: PacketWay): void {
    incoming.refuse({
      ...{ hash, outcome, way, byteLength: bytes.length, cameAt: moment(clock) },
      bytes: keptOutcomes.has(outcome) ? bytes : null,
    })
    journal.audit({ actor: '', action: 'packets.refuse', subject: hash, detail: { outcome, way } })
  }

  /** Opens a packet once, whichever way it came; whole or not at all. */
  function receive(bytes: Uint8Array, way: PacketWay): Received {
    return transact(store, () => {
      const opened = openPacket(bytes, opener)
      const { outcome } = opened
      const sender = 'sender' in opened ? opened.sender.certificate.office : null
      if (opened.outcome === 'opened') {
        const answer = takeOpened(opened, way)
        return { outcome, answer, kind: opened.content.kind, sender }
      }
      if (opened.outcome === 'already') {
        sending.receiptAgain(applicationOf.get(opened.id) ?? '', opened.id)
      } else refuse(opened, bytes, way)
      return { outcome, answer: null, kind: null, sender }
    })
  }

  return {
    receive,
    /** Tries again what was kept because it could not be opened then. */
    receiveKept(): void {
      for (const { bytes, way } of incoming.kept()) receive(bytes, way)
    },
  }
}
