import { randomInt, randomUUID } from 'node:crypto'
import type { OfficeRow } from './office.ts'

/** Without 0 and O, 1, I and L: what is read aloud over a counter. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * Three characters, one of 27,000, tell the registration numbers of an office's computers apart.
 * @param former what the computer was called before, which it must not be called again
 */
export function newDevice(former = ''): Pick<OfficeRow, 'device' | 'deviceId'> {
  const device = Array.from({ length: 3 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return device === former ? newDevice(former) : { device, deviceId: randomUUID() }
}
