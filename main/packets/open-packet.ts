import { createDecipheriv, createHash } from 'node:crypto'
import type { DirectoryEntry, KeyPair } from '../../shared/directory.ts'
import { isSignedBy } from '../identity/key-pairs.ts'
import { decodeContent, type PacketContent } from './content.ts'
import { type Envelope, parseEnvelope } from './envelope.ts'
import { agreePacketKey } from './packet-key.ts'

/**
 * The outcome of opening a packet. `damaged` is also what never was a packet; `foreign` is for another
 * office, or for keys that this one does not have; `sender-unknown` comes from keys that do not verify
 * against our directory key; `already` is the very packet that was opened before, and `replayed` another one
 * under its id.
 */
export type OpenedPacket =
  | { outcome: 'opened'; id: string; hash: string; sender: DirectoryEntry; content: PacketContent }
  | { outcome: 'already' | 'replayed' | 'sender-revoked'; id: string; hash: string; sender: DirectoryEntry }
  | { outcome: 'damaged' | 'foreign' | 'sender-unknown' | 'too-new'; hash: string }

/** What opening a packet needs: the office's keys, its directory, and the packets opened before. */
export interface PacketOpener {
  /** Its code. */
  office: string
  findSealing(number: number): KeyPair | undefined
  /**
   * Whether a sender's keys are genuine or revoked; undefined where they do not verify against our directory
   * key.
   */
  verifyEntry(sender: DirectoryEntry): 'genuine' | 'revoked' | undefined
  /** SHA-256 of the packet that was opened under this id, if one was. */
  findOpened(id: string): string | undefined
}

export const packetHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Opens a packet, whatever the bytes are; never throws, and changes nothing. */
export function openPacket(bytes: Uint8Array, packetOpener: PacketOpener): OpenedPacket {
  const hash = packetHash(bytes)
  const envelope = parseEnvelope(bytes)
  if (envelope === undefined) return { outcome: 'damaged', hash }
  if (envelope === 'too-new') return { outcome: 'too-new', hash }
  const { id, sender, receiver } = envelope.header
  if (receiver.office !== packetOpener.office) return { outcome: 'foreign', hash }
  const opened = packetOpener.findOpened(id)
  // The same bytes have the same outcome again, even if their sender was revoked since.
  if (opened === hash) return { outcome: 'already', id, hash, sender }
  const standing = packetOpener.verifyEntry(sender)
  if (standing === undefined) return { outcome: 'sender-unknown', hash }
  const signature = Buffer.from(envelope.signature).toString('base64url')
  if (!isSignedBy(envelope.signed, signature, sender.signingKey)) return { outcome: 'damaged', hash }
  if (standing === 'revoked') return { outcome: 'sender-revoked', id, hash, sender }
  if (opened !== undefined) return { outcome: 'replayed', id, hash, sender }
  const sealing = packetOpener.findSealing(receiver.number)
  if (sealing === undefined) return { outcome: 'foreign', hash }
  const content = readContent(envelope, sealing)
  if (content === undefined) return { outcome: 'damaged', hash }
  return content === 'too-new'
    ? { outcome: 'too-new', hash }
    : { outcome: 'opened', id, hash, sender, content }
}

function readContent(
  { header, head, ciphertext, tag }: Envelope,
  sealing: KeyPair,
): PacketContent | 'too-new' | undefined {
  try {
    const { ephemeralKey } = header
    const { key, nonce } = agreePacketKey(sealing, ephemeralKey, {
      ephemeralKey,
      receiverKey: sealing.publicKey,
    })
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
    decipher.setAAD(head).setAuthTag(tag)
    const content = decodeContent(Buffer.concat([decipher.update(ciphertext), decipher.final()]))
    return content !== 'too-new' && !isConsistent(content) ? undefined : content
  } catch {
    // A wrong tag, or a signed packet whose content is not valid for its version.
    return undefined
  }
}

/** Every page shows a scan that is there, and every scan is what its hash says. */
function isConsistent(content: PacketContent): boolean {
  if (content.kind !== 'application') return true
  const hashes = new Set(content.scans.map(({ hash }) => hash))
  return (
    content.scans.every(({ hash, bytes }) => packetHash(bytes) === hash) &&
    content.pages.every(({ scan }) => hashes.has(scan))
  )
}
