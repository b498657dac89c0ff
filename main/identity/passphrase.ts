import { randomBytes } from 'node:crypto'

/** Crockford's base 32: no I, L, O and U, which are confused when read aloud or copied by hand. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Random characters of five bits each, in groups: `7K3QM-9XW2A`. */
export function newCode(groups: number, groupLength: number): string {
  const letters = [...randomBytes(groups * groupLength)].map((byte) => alphabet.charAt(byte % 32))
  return Array.from({ length: groups }, (_, group) =>
    letters.slice(group * groupLength, (group + 1) * groupLength).join(''),
  ).join('-')
}

/** A generated passphrase for a file: 100 bits. */
export const newPassphrase = (): string => newCode(4, 5)

/** A code that is asked for once, after the passphrase: 40 bits. */
export const newAdministratorCode = (): string => newCode(2, 4)

/** Normalises what was typed: dashes, spaces, capitals and confusable characters make no difference. */
export const normaliseTyped = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
