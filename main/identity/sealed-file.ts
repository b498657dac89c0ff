import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { deriveKey } from './derive-key.ts'

/**
 * A file sealed by a passphrase: AES-256-GCM under a key of scrypt, as JSON text that survives a mail. Its head can be
 * read by everybody and altered by nobody. `check` (SHA-256 in hex of all the rest) tells a damaged file from a
 * passphrase that is not its.
 */
const SealedFile = z.object({
  format: z.string(),
  version: z.literal(1),
  head: z.record(z.string(), z.union([z.string(), z.number()])),
  salt: z.base64(),
  nonce: z.base64(),
  /** The sealed text, then the 16 bytes that authenticate it. */
  bytes: z.base64(),
  check: z.string(),
})
export type SealedFile = z.infer<typeof SealedFile>

/** Enough to tell what a text is, whatever version wrote it. */
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
  return `${JSON.stringify({ ...unchecked, check: checkOf(unchecked) }, null, 2)}\n`
}

/** Reads a file of this format without opening it: `unreadable` where it is none or damaged, `newer` where a later program wrote it. */
export function readSealedFile(text: string, format: string): SealedFile | 'unreadable' | 'newer' {
  const json = parseJson(text)
  const { data: versioned } = Versioned.safeParse(json)
  if (versioned?.format !== format) return 'unreadable'
  if (versioned.version > 1) return 'newer'
  const { data: file } = SealedFile.safeParse(json)
  return file && file.check === checkOf(file) ? file : 'unreadable'
}

/** The sealed text; undefined where the passphrase is another. */
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
    // The only thing the cipher can object to is that key and bytes do not belong together.
    return undefined
  }
}

const additionalData = ({ format, version, head }: Pick<SealedFile, 'format' | 'version' | 'head'>): Buffer =>
  Buffer.from(JSON.stringify([format, version, head]))

const checkOf = ({ format, version, head, salt, nonce, bytes }: Omit<SealedFile, 'check'>): string =>
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
