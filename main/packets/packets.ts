import type { CallOutput } from '../../shared/contract/contract.ts'
import type { PacketKind, PacketWay } from '../../shared/packet.ts'
import { Problem } from '../../shared/problems.ts'
import type { KeyStore } from '../identity/key-store.ts'
import type { Journal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { type Store, transact } from '../store/store.ts'
import type { PacketContent } from './content.ts'
import { exportPacketFiles } from './export-files.ts'
import { createIncomingTable } from './incoming-table.ts'
import type { SealedPacket, SealedPacketInfo } from './outgoing-queries.ts'
import { createOutgoingTable } from './outgoing-table.ts'
import { splitPackets } from './packet-file.ts'
import { createPacketLists } from './packet-lists.ts'
import { createReceiving, type HandleContent, type ReceivedPacket } from './receiving.ts'
import { createSending } from './sending.ts'

/**
 * Sealed packets between offices: applications of a kelurahan to its kecamatan, and decisions back. A packet
 * is made in the transaction of the change that it carries, is sent by every way there is until it is
 * receipted, and is opened once.
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
  /** The current revision of an application received from its office, withdrawals excluded; 0 for none. */
  submittedRevision(applicationId: string, sender: string): number
  /** Sends the newest packet of a kind about an application once more; within the caller's transaction. */
  resendNewest(applicationId: string, kind: PacketKind): void
  /** Opens bytes that came by any way. */
  receive(bytes: Uint8Array, way: PacketWay): ReceivedPacket
  /** Opens every packet of a `.paket` file. */
  receiveFile(bytes: Uint8Array, way: PacketWay): ReceivedPacket[]
  /** What has not left by this way in the last day and is not receipted: its ids, oldest first. */
  findDue(way: PacketWay): string[]
  /** The bytes of a packet of ours; undefined once they need not be sent any more. */
  findSealed(id: string): SealedPacket | undefined
  /** The same without its bytes, for callers that ask often. */
  findSealedInfo(id: string): SealedPacketInfo | undefined
  /** A sealed packet by the SHA-256 of its bytes. */
  findBytes(hash: string): Uint8Array | undefined
  /** Marks a packet as sent by this way. */
  markSent(way: PacketWay, id: string): void
  /**
   * Files for a stick, one for each receiver, of these packets or of all that are not receipted. Throws
   * packet-none.
   */
  exportFiles(ids: readonly string[] | null): CallOutput<'packets.export'>
  /** Throws packet-none. */
  resend(id: string): void
  /** Deletes a packet that did not open from the list. */
  deleteRefused(hash: string): void
  /** After new statements in the directory: seals what waited for keys, opens what waited for its sender. */
  handleDirectoryChange(): void
  /** How many packets are sent and not receipted, and how many came and did not open. */
  counts(): { waiting: number; refused: number }
  list(): Omit<CallOutput<'packets.list'>, 'folder'>
  /** Calls the listener after every change; answers how to end it. */
  onChange(listener: () => void): () => void
}

export interface PacketsDependencies {
  store: Store
  keys: KeyStore
  journal: Journal
  clock: Clock
  /** Applies the content of a packet that was opened. */
  handleContent: HandleContent
}

/** A packet that was sent by a way and is not receipted is sent by it again after a day, in milliseconds. */
const resendAfter = 24 * 60 * 60_000

/**
 * A submission that was received and is still undecided is sent again after this time, in milliseconds: one
 * of the two stores may have been restored from a backup since, and only the sender can replace what it lost.
 */
const resendUndecidedAfter = 7 * resendAfter

/** How often undecided submissions are looked for, in milliseconds. */
const undecidedCheckInterval = 60 * 60_000

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
  let undecidedCheckedAt = Number.NEGATIVE_INFINITY
  const own = getOffice(store).office.code

  function notifyAfter<Result>(act: () => Result): Result {
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

  const receive = (bytes: Uint8Array, way: PacketWay) => notifyAfter(() => receiving.receive(bytes, way))

  return {
    send: (receiver, content) => notifyAfter(() => sending.send(receiver, content)),
    findSuperior,
    findName: keys.findName,
    sentRevision: (applicationId) => outgoing.findNewest(applicationId, 'application')?.revision ?? 0,
    receivedRevision: incoming.newestRevision,
    submittedRevision: incoming.submittedRevision,
    resendNewest(applicationId, kind) {
      const row = outgoing.findNewest(applicationId, kind)
      if (row !== undefined) sending.resend(row)
    },
    receive,
    receiveFile: (bytes, way) => [...splitPackets(bytes)].map((packet) => receive(packet, way)),
    findDue(way) {
      const now = clock().getTime()
      if (Math.abs(now - undecidedCheckedAt) > undecidedCheckInterval) {
        undecidedCheckedAt = now
        sending.resendUndecided(new Date(now - resendUndecidedAfter).toISOString())
      }
      return outgoing.findDue(way, new Date(now - resendAfter).toISOString()).map(({ id }) => id)
    },
    findSealed: outgoing.findSealed,
    findSealedInfo: outgoing.findSealedInfo,
    findBytes: outgoing.findBytes,
    markSent: (way, id) => notifyAfter(() => outgoing.markSent(way, id, moment(clock))),

    exportFiles: (ids) =>
      notifyAfter(() => transact(store, () => exportPacketFiles(outgoing, ids, moment(clock)))),

    resend(id) {
      notifyAfter(() => {
        const row = outgoing.find(id)
        if (row === undefined || row.state === 'superseded') throw new Problem('packet-none')
        sending.resend(row)
      })
    },

    deleteRefused: (hash) => notifyAfter(() => incoming.deleteRefused(hash)),

    handleDirectoryChange() {
      notifyAfter(() => {
        sending.resealForNewKeys()
        receiving.retryKept()
      })
    },

    counts: lists.counts,
    list: () => ({
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
