import { z } from 'zod'

/** A sealed packet of this office, as it is announced to the relay. */
export interface OutgoingRelayPacket {
  id: string
  /** Code of the office that it is for. */
  receiver: string
  /** SHA-256 of its bytes, hex. */
  hash: string
  byteLength: number
}

/** A packet in the relay for this office. */
export interface IncomingRelayPacket {
  id: string
  byteLength: number
}

export const announceStatement = 'CALL loket_announce_packet(?, ?, ?, ?)'
export const announceValues = ({
  id,
  receiver,
  hash,
  byteLength,
}: OutgoingRelayPacket): (string | number)[] => [id, receiver, hash, byteLength]

/** What `loket_packets` answers. */
export const PacketListResult = z
  .tuple([z.array(z.object({ id: z.string(), byteLength: z.int() })), z.unknown()])
  .transform(([packets]): IncomingRelayPacket[] => packets)

/** What `loket_read_packet` answers; undefined where the packet is not there for this office any more. */
export const PacketBytesResult = z
  .tuple([
    z.array(z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) })).max(1),
    z.unknown(),
  ])
  .transform(([rows]) => rows[0]?.bytes)
