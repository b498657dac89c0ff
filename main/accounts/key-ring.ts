import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  randomUUID,
  type ScryptOptions,
  scrypt,
} from 'node:crypto'
import { z } from 'zod'
import { Username } from '../../shared/contract/session-calls.ts'

/**
 * The key ring: the store's random data key, wrapped once for each account's password and once for the
 * office's recovery key. The recovery key alone still opens the store; a stolen disk opens nothing without
 * one of them. It holds account ids and usernames and no other personal data.
 */

/** AES-256-GCM: 96-bit nonce, then the sealed key followed by its 128-bit tag. */
const Sealed = z.object({ nonce: z.base64(), bytes: z.base64() })

export const PasswordWrap = Sealed.extend({
  /** The store names the valid wrap of an account by this id. */
  id: z.uuid(),
  account: z.uuid(),
  username: Username,
  salt: z.base64(),
  /** scrypt's N, r and p; bounded, so that a forged file cannot exhaust the memory. */
  cost: z
    .int()
    .min(2 ** 14)
    .max(2 ** 18),
  blockSize: z.literal(8),
  parallelization: z.literal(1),
})
export type PasswordWrap = z.infer<typeof PasswordWrap>

export const RecoveryWrap = Sealed.extend({ salt: z.base64() })
export type RecoveryWrap = z.infer<typeof RecoveryWrap>

export const KeyRing = z.object({
  version: z.literal(1),
  wraps: z.array(PasswordWrap),
  recovery: RecoveryWrap,
})
export type KeyRing = z.infer<typeof KeyRing>

export const newDataKey = (): Uint8Array => randomBytes(32)

/**
 * 32 MiB and about 0.2 s in Electron on an office computer, for every sign-in and for every guess of an
 * attacker. OWASP's four times as much would keep a counter waiting for a second; one more word in a
 * password, which has twelve characters at least, is worth a thousand times as much. Kept with each wrap, so
 * that it can be raised.
 */
const scryptParameters = { cost: 2 ** 15, blockSize: 8, parallelization: 1 } as const

export async function wrapWithPassword(
  dataKey: Uint8Array,
  owner: { id: string; username: string },
  password: string,
): Promise<PasswordWrap> {
  const head = {
    id: randomUUID(),
    account: owner.id,
    username: owner.username,
    salt: randomBytes(16).toString('base64'),
    ...scryptParameters,
  }
  return { ...head, ...encryptKey(dataKey, await passwordKey(password, head), additionalData(head)) }
}

/** The store's key; undefined for a wrong password, or for a wrap whose bytes or owner were altered. */
export async function unwrapWithPassword(
  wrap: PasswordWrap,
  password: string,
): Promise<Uint8Array | undefined> {
  return decryptKey(wrap, await passwordKey(password, wrap), additionalData(wrap))
}

/**
 * Tried for usernames that do not exist: takes exactly as long to refuse as a real wrap (no timing oracle).
 */
export const decoyWrap: PasswordWrap = {
  id: '00000000-0000-4000-8000-000000000000',
  account: '00000000-0000-4000-8000-000000000000',
  username: '00',
  salt: Buffer.alloc(16).toString('base64'),
  ...scryptParameters,
  nonce: Buffer.alloc(12).toString('base64'),
  bytes: Buffer.alloc(48).toString('base64'),
}

export function wrapWithRecoveryKey(dataKey: Uint8Array, recoveryKey: Uint8Array): RecoveryWrap {
  const salt = randomBytes(16).toString('base64')
  return { salt, ...encryptKey(dataKey, deriveFromRecoveryKey(recoveryKey, salt), recoveryPurpose) }
}

export function unwrapWithRecoveryKey(wrap: RecoveryWrap, recoveryKey: Uint8Array): Uint8Array | undefined {
  return decryptKey(wrap, deriveFromRecoveryKey(recoveryKey, wrap.salt), recoveryPurpose)
}

const recoveryPurpose = 'solid-loket recovery 1'

/** 200 random bits need no slow function, only a key derivation (HKDF). */
const deriveFromRecoveryKey = (recoveryKey: Uint8Array, salt: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', recoveryKey, Buffer.from(salt, 'base64'), recoveryPurpose, 32))

type WrapHead = Omit<PasswordWrap, 'nonce' | 'bytes'>

/** Additional authenticated data (AAD): a wrap cannot be passed off as another account's. */
const additionalData = ({
  id,
  account,
  username,
  salt,
  cost,
  blockSize,
  parallelization,
}: WrapHead): string =>
  JSON.stringify(['solid-loket password 1', id, account, username, salt, cost, blockSize, parallelization])

function passwordKey(
  password: string,
  { salt, cost, blockSize, parallelization }: WrapHead,
): Promise<Buffer> {
  const options: ScryptOptions = { cost, blockSize, parallelization, maxmem: 2 * 128 * cost * blockSize }
  return new Promise((resolve, reject) => {
    // One form for the same characters, whichever keyboard made them.
    scrypt(password.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

function encryptKey(dataKey: Uint8Array, key: Uint8Array, purpose: string): z.infer<typeof Sealed> {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
  const bytes = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
  return { nonce: nonce.toString('base64'), bytes: bytes.toString('base64') }
}

function decryptKey(
  sealed: z.infer<typeof Sealed>,
  key: Uint8Array,
  purpose: string,
): Uint8Array | undefined {
  const bytes = Buffer.from(sealed.bytes, 'base64')
  if (bytes.length !== 48) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'base64'), {
      authTagLength: 16,
    })
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(32))
    return Buffer.concat([decipher.update(bytes.subarray(0, 32)), decipher.final()])
  } catch {
    // The tag does not match: wrong key or altered bytes.
    return undefined
  }
}
