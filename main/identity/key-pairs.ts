import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { z } from 'zod'
import { KeyPair, type KeyText, type Signature } from '../../shared/directory.ts'

/** Ed25519 for signatures, X25519 for key agreement (RFC 8032, RFC 7748). */
type Curve = 'Ed25519' | 'X25519'

const PrivateHalves = z.object({ x: z.string(), d: z.string() })

const exportPair = (privateKey: KeyObject): KeyPair => {
  const { x, d } = PrivateHalves.parse(privateKey.export({ format: 'jwk' }))
  return KeyPair.parse({ publicKey: x, privateKey: d })
}

export const newSigningPair = (): KeyPair => exportPair(generateKeyPairSync('ed25519').privateKey)
export const newSealingPair = (): KeyPair => exportPair(generateKeyPairSync('x25519').privateKey)

/** A public key for node:crypto. Throws where the 32 bytes are none. */
export function publicKeyObject(crv: Curve, publicKey: KeyText): KeyObject {
  const key: JsonWebKey = { kty: 'OKP', crv, x: publicKey }
  return createPublicKey({ key, format: 'jwk' })
}

export function privateKeyObject(crv: Curve, { publicKey, privateKey }: KeyPair): KeyObject {
  const key: JsonWebKey = { kty: 'OKP', crv, x: publicKey, d: privateKey }
  return createPrivateKey({ key, format: 'jwk' })
}

export function signBytes(bytes: Uint8Array, pair: KeyPair): Signature {
  return sign(null, bytes, privateKeyObject('Ed25519', pair)).toString('base64url')
}

/** Whether this is the signature of these bytes by that key; false also for a key that is none. */
export function isSignedBy(bytes: Uint8Array, signature: Signature, publicKey: KeyText): boolean {
  try {
    const key = publicKeyObject('Ed25519', publicKey)
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
