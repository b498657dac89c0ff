import type { CentralClient, Verdict } from '../central/central-client.ts'

/** A sealed packet to be sent by the centre's relay. */
export interface WaitingPacket {
  id: string
  /** SHA-256 of its bytes, hex. */
  hash: string
  byteLength: number
}

/**
 * Port of the sync engine to the packets that are sent by the centre's relay (adapter:
 * packets/packet-relay.ts). Outgoing packets are uploaded in the same chunks as scans, after the operations
 * and before the scans; incoming ones are downloaded on a connection of their own.
 */
export interface RelayPort {
  /** The packets to be sent now, oldest first. */
  waiting(): WaitingPacket[]
  /** Announces a packet to the centre; the verdict's `missing` says how many of its bytes are there. */
  announce(client: CentralClient, id: string): Promise<Verdict>
  /** At most `length` bytes of a packet from an offset; undefined where it need not be sent any more. */
  readBytes(hash: string, offset: number, length: number): Uint8Array | undefined
  /** The relay has all bytes of the packet. */
  markUploaded(id: string): void
  /** The centre refuses the packet with this code. */
  markRefused(id: string, code: string): void
  /** Whether packets for this office are in the relay that have not been downloaded. */
  hasIncoming(): boolean
  /** Stores a received packet durably. */
  receive(bytes: Uint8Array): void
  /** The relay has no more packets for this office. */
  markEmpty(): void
}
