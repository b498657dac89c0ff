import { randomInt } from 'node:crypto'

/** Without 0 and O, 1, I and L: what is read aloud over a counter. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Three characters, one of 29,791: tells the registration numbers of an office's computers apart. */
export const newDeviceCode = (): string =>
  Array.from({ length: 3 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
