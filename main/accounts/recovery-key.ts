import { randomBytes } from 'node:crypto'

/**
 * The office's recovery key: 200 random bits, written as 8 groups of 5 characters of Crockford's alphabet,
 * which leaves out I, L, O and U so that a key copied from paper by hand still reads the same.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const keyLength = 40
const recoveryKeyBytes = (keyLength * 5) / 8

export const newRecoveryKey = (): Uint8Array => randomBytes(recoveryKeyBytes)

/** As it is printed: `7K3QM-…`, 8 groups. */
export function formatRecoveryKey(key: Uint8Array): string {
  const bits = [...key].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{25}/g) ?? []
  return groups.map((group) => (group.match(/.{5}/g) ?? []).map(character).join('')).join('-')
}

const character = (bits: string): string => alphabet.charAt(Number.parseInt(bits, 2))

/** Parses a typed key, in any capitals and with any dashes; undefined where it is none. */
export function parseRecoveryKey(typed: string): Uint8Array | undefined {
  const text = typed
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  const digits = [...text].map((letter) => alphabet.indexOf(letter))
  if (digits.length !== keyLength || digits.includes(-1)) return undefined
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}
