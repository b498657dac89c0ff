import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { deriveKey } from './derive-key.ts'

/**
 * A file encrypted with a passphrase: AES-256-GCM under a key derived by scrypt, as JSON text that survives a
 * mail. Its head is authenticated but not encrypted. `check` (SHA-256 in hex of all the rest) tells a damaged
 * file from a wrong passphrase.
 */
const SealedFile = z.object({
  format: z.string(),
  version: z.literal(1),
  head: z.record(z.string(), z.union([z.string(), z.number()])),
  salt: z.base64(),
  nonce: z.base64(),
  /** The ciphertext, then its 16-byte tag. */
  bytes: z.base64(),
  check: z.string(),
})
export type SealedFile = z.infer<typeof SealedFile>

/** The part that every version of the format has. */
const Versioned = z.object({ format: z.string(), version: z.int() })

export async function sealFile(
  format: string,
  head: SealedFile['head'],
  content: string,
  passphrase: string,
): Promise<string> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(passphrase, salt), nonce)
  cipher.setAAD(additionalData({ format, version: 1, head }))
  const bytes = Buffer.concat([cipher.update(content, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const unchecked = {
    format,
    version: 1 as const,
    head,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    bytes: bytes.toString('base64'),
  }
  return `${JSON.stringify({ ...unchecked, check: checksum(unchecked) }, null, 2)}\n`
}

/**
 * Parses a file of this format without decrypting it: `unreadable` for no such file or a damaged one, `newer`
 * for a later version.
 */
export function readSealedFile(text: string, format: string): SealedFile | 'unreadable' | 'newer' {
  const json = parseJson(text)
  const { data: versioned } = Versioned.safeParse(json)
  if (versioned?.format !== format) return 'unreadable'
  if (versioned.version > 1) return 'newer'
  const { data: file } = SealedFile.safeParse(json)
  return file && file.check === checksum(file) ? file : 'unreadable'
}

/** Decrypts the text; undefined for a wrong passphrase. */
export async function openSealedFile(file: SealedFile, passphrase: string): Promise<string | undefined> {
  const key = await deriveKey(passphrase, Buffer.from(file.salt, 'base64'))
  const bytes = Buffer.from(file.bytes, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.nonce, 'base64'), {
      authTagLength: 16,
    })
    decipher.setAAD(additionalData(file)).setAuthTag(bytes.subarray(-16))
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
  } catch {
    // The tag does not match: wrong key or altered bytes.
    return undefined
  }
}

const additionalData = ({ format, version, head }: Pick<SealedFile, 'format' | 'version' | 'head'>): Buffer =>
  Buffer.from(JSON.stringify([format, version, head]))

const checksum = ({ format, version, head, salt, nonce, bytes }: Omit<SealedFile, 'check'>): string =>
  createHash('sha256')
    .update(JSON.stringify([format, version, head, salt, nonce, bytes]))
    .digest('hex')

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
