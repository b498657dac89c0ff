import type { CallOutput } from '../../shared/contract/contract.ts'
import type { PacketKind, PacketWay } from '../../shared/packet.ts'
import { Problem } from '../../shared/problems.ts'
import type { Keys } from '../identity/keys.ts'
import type { Journal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { type Store, transact } from '../store/store.ts'
import type { PacketContent } from './content.ts'
import { createIncomingTable } from './incoming-table.ts'
import { createOutgoingTable, type SealedPacket } from './outgoing-table.ts'
import { packetFileName, splitPackets } from './packet-file.ts'
import { createPacketLists } from './packet-lists.ts'
import { createReceiving, type Received, type TakeContent } from './receiving.ts'
import { createSending } from './sending.ts'

/**
 * What offices send each other, sealed: applications of a kelurahan to its kecamatan and decisions back. A packet
 * is made in the transaction of what it tells of, goes by every way there is until it is receipted, and is opened
 * once.
 */
export interface Packets {
  /** Queues a content for an office, sealed at once where it has keys; within the caller's transaction. */
  send(receiver: string, content: PacketContent): void
  /** The kecamatan of this kelurahan, once the directory has known it; undefined for every other office. */
  findSuperior(): { code: string; name: string } | undefined
  /** The name of an office that the directory knows. */
  findName(office: string): string | undefined
  /** The revision of this application that we submitted last; 0 for none. */
  sentRevision(applicationId: string): number
  /** The highest revision that an office has sent of an application, withdrawals included; 0 for none. */
  receivedRevision(applicationId: string, sender: string): number
  /** The revision of an application that stands here, as its office submitted it; 0 for none. */
  submittedRevision(applicationId: string, sender: string): number
  /** Sends the newest packet of a kind about an application once more; within the caller's transaction. */
  repeat(applicationId: string, kind: PacketKind): void
  /** Opens bytes that came by any way. */
  receive(bytes: Uint8Array, way: PacketWay): Received
  /** Opens every packet of a `.paket` file. */
  receiveFile(bytes: Uint8Array, way: PacketWay): Received[]
  /** What has not left by this way in the last day and is not receipted: its ids, oldest first. */
  due(way: PacketWay): string[]
  /** The bytes of a packet of ours; undefined once they need not be sent any more. */
  findSealed(id: string): SealedPacket | undefined
  /** The same without its bytes, for whoever asks often. */
  findWaiting(id: string): Omit<SealedPacket, 'bytes'> | undefined
  /** A sealed packet by the SHA-256 of its bytes. */
  findBytes(hash: string): Uint8Array | undefined
  /** A packet has left by this way. */
  left(way: PacketWay, id: string): void
  /** Files for a stick, one for each receiver, of these packets or of all that are not receipted. Throws packet-none. */
  exportFiles(ids: readonly string[] | null): CallOutput<'packets.export'>
  /** Throws packet-none. */
  sendAgain(id: string): void
  forget(hash: string): void
  /** The directory has told something new: seals what waited for keys, opens what waited for its sender. */
  directoryChanged(): void
  /** What is on its way and not receipted, and what came and did not open. */
  counts(): { waiting: number; refused: number }
  lists(): Omit<CallOutput<'packets.list'>, 'folder'>
  /** Calls the listener after every change; answers how to end it. */
  onChange(listener: () => void): () => void
}

export interface PacketsDependencies {
  store: Store
  keys: Keys
  journal: Journal
  clock: Clock
  /** What is done with what another office says. */
  take: TakeContent
}

/** A packet that left by a way and is not receipted leaves by it again after a day, in milliseconds. */
const repeatAfter = 24 * 60 * 60_000

/**
 * So long after a submission was taken its decision is asked for, in milliseconds: one of the two stores may have been
 * put back from a backup since, and what it has forgotten is sent by nobody else. And how often that is looked at.
 */
const askAgainAfter = 7 * repeatAfter
const lookAgainAfter = 60 * 60_000

const kelurahanCodeLength = 10
const kecamatanCodeLength = 6

export function createPackets(dependencies: PacketsDependencies): Packets {
  const { store, keys, clock } = dependencies
  const outgoing = createOutgoingTable(store)
  const incoming = createIncomingTable(store)
  const sending = createSending({ ...dependencies, table: outgoing })
  const receiving = createReceiving({ ...dependencies, outgoing, incoming, sending })
  const lists = createPacketLists(store, keys)
  const listeners = new Set<() => void>()
  let lookedAt = Number.NEGATIVE_INFINITY
  const own = getOffice(store).office.code

  function changing<Result>(act: () => Result): Result {
    const result = act()
    for (const listener of listeners) listener()
    return result
  }

  function findSuperior() {
    if (own.length !== kelurahanCodeLength || keys.findOwn() === undefined) return undefined
    const code = own.slice(0, kecamatanCodeLength)
    const name = keys.findName(code)
    return name === undefined ? undefined : { code, name }
  }

  const receive = (bytes: Uint8Array, way: PacketWay) => changing(() => receiving.receive(bytes, way))

  return {
    send: (receiver, content) => changing(() => sending.send(receiver, content)),
    findSuperior,
    findName: keys.findName,
    sentRevision: (applicationId) => outgoing.findNewest(applicationId, 'application')?.revision ?? 0,
    receivedRevision: incoming.newestRevision,
    submittedRevision: incoming.submittedRevision,
    repeat(applicationId, kind) {
      const row = outgoing.findNewest(applicationId, kind)
      if (row !== undefined) sending.sendAnew(row)
    },
    receive,
    receiveFile: (bytes, way) => [...splitPackets(bytes)].map((packet) => receive(packet, way)),
    due(way) {
      const now = clock().getTime()
      if (Math.abs(now - lookedAt) > lookAgainAfter) {
        lookedAt = now
        sending.askAgain(new Date(now - askAgainAfter).toISOString())
      }
      return outgoing.due(way, new Date(now - repeatAfter).toISOString()).map(({ id }) => id)
    },
    findSealed: outgoing.findSealed,
    findWaiting: outgoing.findWaiting,
    findBytes: outgoing.findBytes,
    left: (way, id) => changing(() => outgoing.left(way, id, moment(clock))),

    exportFiles(ids) {
      return changing(() =>
        transact(store, () => {
          const wanted = ids ?? outgoing.unanswered().map(({ id }) => id)
          const found = wanted.flatMap((id) => outgoing.findSealed(id) ?? [])
          if (found.length === 0) throw new Problem('packet-none')
          const at = moment(clock)
          for (const { id } of found) outgoing.left('file', id, at)
          const receivers = [...new Set(found.map(({ receiver }) => receiver))]
          const files = receivers.map((receiver) => {
            const own = found.filter((packet) => packet.receiver === receiver)
            const bytes = new Uint8Array(Buffer.concat(own.map((packet) => packet.bytes)))
            return { name: packetFileName(receiver, at), bytes }
          })
          return { files, packets: found.length }
        }),
      )
    },

    sendAgain(id) {
      changing(() => {
        const row = outgoing.find(id)
        if (row === undefined || row.state === 'superseded') throw new Problem('packet-none')
        sending.sendAnew(row)
      })
    },

    forget: (hash) => changing(() => incoming.forget(hash)),

    directoryChanged() {
      changing(() => {
        sending.directoryChanged()
        receiving.receiveKept()
      })
    },

    counts: lists.counts,
    lists: () => ({
      hasKeys: keys.findOwn() !== undefined,
      superior: findSuperior() ?? null,
      outgoing: lists.outgoing(),
      incoming: lists.incoming(),
      refused: lists.refused(),
    }),

    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
