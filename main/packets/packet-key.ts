import { diffieHellman, hkdfSync } from 'node:crypto'
import type { KeyPair, KeyText } from '../../shared/directory.ts'
import { privateKeyObject, publicKeyObject } from '../identity/key-pairs.ts'

/** Key and nonce of one packet's AES-256-GCM. */
export interface PacketKey {
  key: Uint8Array
  nonce: Uint8Array
}

/**
 * What both sides arrive at: HKDF-SHA256 over the X25519 agreement of one's own pair and the other's public
 * key, salted with the packet's and the receiver's public key. The packet's key is used once, so that its
 * nonce may come from it as well. Throws for a public key that leaves no secret.
 */
export function agreePacketKey(
  own: KeyPair,
  other: KeyText,
  { ephemeralKey, receiverKey }: { ephemeralKey: KeyText; receiverKey: KeyText },
): PacketKey {
  const secret = diffieHellman({
    privateKey: privateKeyObject('X25519', own),
    publicKey: publicKeyObject('X25519', other),
  })
  const salt = Buffer.concat([ephemeralKey, receiverKey].map((key) => Buffer.from(key, 'base64url')))
  const derived = new Uint8Array(hkdfSync('sha256', secret, salt, 'solid-loket packet 1', 44))
  return { key: derived.subarray(0, 32), nonce: derived.subarray(32) }
}
