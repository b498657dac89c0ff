import { z } from 'zod'
import { DirectoryEntry, KeyNumber, KeyText } from '../../shared/directory.ts'
import {
  largestPacketCiphertext,
  largestPacketHeader,
  measurePacket,
  packetMagic,
  packetPrologueLength,
  packetSignatureLength,
  packetTagLength,
  packetVersion,
} from '../../shared/packet-length.ts'

/**
 * A sealed packet, version 1:
 *
 *   4 bytes  89 53 4C 50 ("SLP" behind a byte that no text begins with)
 *   1 byte   version
 *   2 bytes  length h of the header, big endian, at most 4096
 *   4 bytes  length c of the ciphertext, big endian, at most 64 MiB
 *   h bytes  header: JSON, UTF-8
 *   c bytes  ciphertext (AES-256-GCM; everything before it is authenticated along with it)
 * 16 bytes  its tag 64 bytes  Ed25519 signature of the sender over everything before it
 *
 * Lengths come before what they measure and must match the total length: nothing is read or allocated by a
 * length that exceeds the bytes at hand.
 */

/** The header in plain text: receiver, key number and the sender's certificate chain. It names no person. */
export const PacketHeader = z.object({
  id: z.uuid(),
  /**
   * The sender's keys with the chain up to the directory key, so that a packet on a stick opens also where
   * the directory does not have its sender yet.
   */
  sender: DirectoryEntry,
  receiver: z.object({ office: z.string().regex(/^\d{6}(\d{4})?$/), number: KeyNumber }),
  /** X25519, of this packet alone. */
  ephemeralKey: KeyText,
})
export type PacketHeader = z.infer<typeof PacketHeader>

/** A parsed packet; its parts are views of the same bytes. */
export interface Envelope {
  header: PacketHeader
  /** Everything before the ciphertext. */
  head: Uint8Array
  ciphertext: Uint8Array
  tag: Uint8Array
  /** Everything that is signed. */
  signed: Uint8Array
  signature: Uint8Array
}

/** The head of a packet whose ciphertext will be so long. Throws RangeError for what no packet can hold. */
export function encodeHead(header: PacketHeader, ciphertextLength: number): Buffer {
  const json = Buffer.from(JSON.stringify(header))
  if (json.length > largestPacketHeader || ciphertextLength > largestPacketCiphertext) {
    throw new RangeError('larger than a packet can be')
  }
  const prologue = Buffer.alloc(packetPrologueLength)
  prologue.set(packetMagic)
  prologue.writeUInt8(packetVersion, 4)
  prologue.writeUInt16BE(json.length, 5)
  prologue.writeUInt32BE(ciphertextLength, 7)
  return Buffer.concat([prologue, json])
}

/** Parses a packet; undefined for what is none, or not complete. Nothing is verified yet. */
export function parseEnvelope(bytes: Uint8Array): Envelope | 'too-new' | undefined {
  const length = measurePacket(bytes)
  if (length === 'too-new') return length
  if (length !== bytes.length) return undefined
  const headerLength = Buffer.from(bytes.buffer, bytes.byteOffset, packetPrologueLength).readUInt16BE(5)
  const headLength = packetPrologueLength + headerLength
  const tagAt = bytes.length - packetSignatureLength - packetTagLength
  const header = parseHeader(bytes.subarray(packetPrologueLength, headLength))
  if (header === undefined) return undefined
  return {
    header,
    head: bytes.subarray(0, headLength),
    ciphertext: bytes.subarray(headLength, tagAt),
    tag: bytes.subarray(tagAt, tagAt + packetTagLength),
    signed: bytes.subarray(0, tagAt + packetTagLength),
    signature: bytes.subarray(tagAt + packetTagLength),
  }
}

function parseHeader(bytes: Uint8Array): PacketHeader | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return PacketHeader.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
