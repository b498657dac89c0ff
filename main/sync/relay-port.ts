import type { CentralClient, Verdict } from '../central/central-client.ts'

/** A sealed packet that is to leave by the centre's relay. */
export interface WaitingPacket {
  id: string
  /** SHA-256 of its bytes, hex. */
  hash: string
  byteLength: number
}

/**
 * The packets of this office that go by the centre's relay, as whoever keeps them shows them to the engine: those
 * that leave go up in the same chunks as scans do, behind the operations and ahead of the scans; those that come are
 * fetched beside all that.
 */
export interface Relay {
  /** Those that should leave now, oldest first. */
  waiting(): WaitingPacket[]
  /** Tells the centre of a packet; the verdict's `missing` says how much of it is there. */
  announce(line: CentralClient, id: string): Promise<Verdict>
  /** At most `length` bytes of a packet from an offset on; undefined where it need not be sent any more. */
  find(hash: string, offset: number, length: number): Uint8Array | undefined
  /** All its bytes are in the relay. */
  left(id: string): void
  /** The centre does not take it, for a reason in a code. */
  refused(id: string, code: string): void
  /** Whether the centre has told of packets for us that have not been fetched. */
  expects(): boolean
  /** Takes a packet in, durably. */
  take(bytes: Uint8Array): void
  /** Nothing for us is left in the relay. */
  emptied(): void
}
