import { z } from 'zod'
import type { Keys } from '../identity/keys.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import { type ChangeHandler, handleChange } from '../sync/change-handler.ts'
import type { Relay } from '../sync/relay-port.ts'
import type { SealedPacket } from './outgoing-table.ts'

/** What the relay needs of the packets of this office. */
export interface RelayedPackets {
  due(way: 'relay'): string[]
  findWaiting(id: string): Omit<SealedPacket, 'bytes'> | undefined
  findBytes(hash: string): Uint8Array | undefined
  left(way: 'relay', id: string): void
  receive(bytes: Uint8Array, way: 'relay'): unknown
  directoryChanged(): void
}

export interface PacketRelayDependencies {
  store: Store
  keys: Keys
  packets: RelayedPackets
}

/** The centre's relay as a way for packets. */
export function createPacketRelay({ store, keys, packets }: PacketRelayDependencies): Relay {
  /** What is all there and has still to be posted to its receiver, which the next announcement does. */
  const uploaded = new Set<string>()
  const refused = new Set<string>()
  const sealed = new Map<string, Uint8Array>()
  let directory: string | undefined

  /** The directory is read on the same line as the packets go by: what waited for keys is sealed now. */
  function noticeDirectory(): void {
    const version = keys.directoryVersion()
    if (version === directory) return
    directory = version
    packets.directoryChanged()
  }

  return {
    waiting() {
      noticeDirectory()
      return packets
        .due('relay')
        .filter((id) => !refused.has(id))
        .flatMap((id) => packets.findWaiting(id) ?? [])
    },
    async announce(line, id) {
      const packet = packets.findWaiting(id)
      // Overtaken since: nothing is left to be done about it.
      if (packet === undefined) return { verdict: 'already', refusal: '', complete: true, missing: [] }
      const verdict = await line.announcePacket(packet)
      if (verdict.complete) uploaded.add(id)
      return verdict
    },
    find(hash, offset, length) {
      const bytes = sealed.get(hash) ?? packets.findBytes(hash)
      if (bytes === undefined) return undefined
      const end = offset + length
      sealed.clear()
      if (end < bytes.length) sealed.set(hash, bytes)
      return bytes.subarray(offset, end)
    },
    left(id) {
      // Its last piece is there; announced once more it is posted, and only then has it left.
      if (uploaded.delete(id)) packets.left('relay', id)
    },
    refused: (id) => void refused.add(id),
    expects: () => readSetting(store, 'relay-waiting'),
    take: (bytes) => void packets.receive(bytes, 'relay'),
    emptied: () => writeSetting(store, 'relay-waiting', false),
  }
}

/** The centre tells that a packet lies in its relay for this office. */
export const packetArrival = (store: Store): ChangeHandler =>
  handleChange('packet', z.object({ version: z.literal(1) }), () => {
    writeSetting(store, 'relay-waiting', true)
  })
