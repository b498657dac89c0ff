import { randomInt, randomUUID } from 'node:crypto'
import type { OfficeRow } from './office.ts'

/** Without 0 and O, 1, I and L, which are confused when read aloud. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * A device code of three characters (27,000 values), which tells the registration numbers of an office's
 * computers apart, and a new device id.
 * @param former the computer's former code, which must not be drawn again
 */
export function newDevice(former = ''): Pick<OfficeRow, 'device' | 'deviceId'> {
  const device = Array.from({ length: 3 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return device === former ? newDevice(former) : { device, deviceId: randomUUID() }
}
