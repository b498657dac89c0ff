import { createCipheriv } from 'node:crypto'
import type { DirectoryEntry, KeyPair } from '../../shared/directory.ts'
import { newSealingPair, signBytes } from '../identity/key-pairs.ts'
import type { OwnKeys } from '../identity/own-keys.ts'
import { encodeContent, type PacketContent } from './content.ts'
import { encodeHead } from './envelope.ts'
import { agreePacketKey } from './packet-key.ts'

export interface PacketToSeal {
  /** The packet's id; a receiver opens an id once. */
  id: string
  content: PacketContent
  sender: Pick<OwnKeys, 'entry' | 'signing'>
  receiver: DirectoryEntry
  /** Ephemeral key pair, used once; fixed only in the tests of a known packet. */
  ephemeral?: KeyPair
}

/**
 * Seals a content for one office, signed by another. Throws RangeError where it is larger than a packet can
 * be.
 */
export function sealPacket({
  id,
  content,
  sender,
  receiver,
  ephemeral = newSealingPair(),
}: PacketToSeal): Buffer {
  const plain = encodeContent(content)
  const { office, number } = receiver.certificate
  const head = encodeHead(
    {
      id,
      sender: sender.entry,
      receiver: { office: office.code, number },
      ephemeralKey: ephemeral.publicKey,
    },
    plain.length,
  )
  const { key, nonce } = agreePacketKey(ephemeral, receiver.sealingKey, {
    ephemeralKey: ephemeral.publicKey,
    receiverKey: receiver.sealingKey,
  })
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(head)
  const signed = Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return Buffer.concat([signed, Buffer.from(signBytes(signed, sender.signing), 'base64url')])
}
