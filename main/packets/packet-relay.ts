import { z } from 'zod'
import type { KeyStore } from '../identity/key-store.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import { type ChangeHandler, handleChange } from '../sync/change-handler.ts'
import type { RelayPort } from '../sync/relay-port.ts'
import type { SealedPacketInfo } from './outgoing-queries.ts'

/** The part of `Packets` that the relay uses. */
export interface PacketSource {
  findDue(way: 'relay'): string[]
  findSealedInfo(id: string): SealedPacketInfo | undefined
  findBytes(hash: string): Uint8Array | undefined
  markSent(way: 'relay', id: string): void
  receive(bytes: Uint8Array, way: 'relay'): unknown
  handleDirectoryChange(): void
}

export interface PacketRelayDependencies {
  store: Store
  keys: KeyStore
  packets: PacketSource
}

/** Adapts the packets of this office to the port of the centre's relay. */
export function createPacketRelay({ store, keys, packets }: PacketRelayDependencies): RelayPort {
  /** Packets whose bytes are all uploaded and which the next announcement posts to their receiver. */
  const uploaded = new Set<string>()
  const refused = new Set<string>()
  const cachedBytes = new Map<string, Uint8Array>()
  let directoryVersion: string | undefined

  /** The directory is read in the same run as the packets are sent: what waited for keys is sealed now. */
  function checkDirectoryVersion(): void {
    const version = keys.directoryVersion()
    if (version === directoryVersion) return
    directoryVersion = version
    packets.handleDirectoryChange()
  }

  return {
    waiting() {
      checkDirectoryVersion()
      return packets
        .findDue('relay')
        .filter((id) => !refused.has(id))
        .flatMap((id) => packets.findSealedInfo(id) ?? [])
    },
    async announce(client, id) {
      const packet = packets.findSealedInfo(id)
      // Superseded since: nothing is left to be done.
      if (packet === undefined) return { verdict: 'already', refusal: '', complete: true, missing: [] }
      const verdict = await client.announcePacket(packet)
      if (verdict.complete) uploaded.add(id)
      return verdict
    },
    readBytes(hash, offset, length) {
      const bytes = cachedBytes.get(hash) ?? packets.findBytes(hash)
      if (bytes === undefined) return undefined
      const end = offset + length
      cachedBytes.clear()
      if (end < bytes.length) cachedBytes.set(hash, bytes)
      return bytes.subarray(offset, end)
    },
    markUploaded(id) {
      // All its bytes are uploaded; the announcement after that posts it, and only then it counts as sent.
      if (uploaded.delete(id)) packets.markSent('relay', id)
    },
    markRefused: (id) => void refused.add(id),
    hasIncoming: () => readSetting(store, 'relay-waiting'),
    receive: (bytes) => void packets.receive(bytes, 'relay'),
    markEmpty: () => writeSetting(store, 'relay-waiting', false),
  }
}

/** Handles the centre's change that a packet for this office is in its relay. */
export const packetArrivalHandler = (store: Store): ChangeHandler =>
  handleChange('packet', z.object({ version: z.literal(1) }), () => {
    writeSetting(store, 'relay-waiting', true)
  })
