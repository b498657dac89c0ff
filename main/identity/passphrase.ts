import { randomBytes } from 'node:crypto'

/** Crockford's alphabet: no I, L, O and U, so that what is read out or copied by hand still reads the same. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** So many random characters of five bits each, in groups: `7K3QM-9XW2A`. */
export function newCode(groups: number, groupLength: number): string {
  const letters = [...randomBytes(groups * groupLength)].map((byte) => alphabet.charAt(byte % 32))
  return Array.from({ length: groups }, (_, group) =>
    letters.slice(group * groupLength, (group + 1) * groupLength).join(''),
  ).join('-')
}

/** A passphrase that is made for a file: 100 bits. */
export const newPassphrase = (): string => newCode(4, 5)

/** A code that is asked once, on this computer only and after the passphrase: 40 bits. */
export const newAdministratorCode = (): string => newCode(2, 4)

/** The same for everybody who typed the same, with or without dashes and capitals. */
export const asTyped = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
