import { localDay } from '../../shared/display.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'

/**
 * Gives out registration numbers `<office code>-<device>-<yy>-<00001>`: unique without asking anybody,
 * because office and device are part of it and the count is kept by the device. The year is the office's. To
 * be called in the transaction of the submission, so that a number is neither lost nor given twice.
 */
export function createNumbering(store: Store, clock: Clock): () => string {
  const { office, device } = getOffice(store)
  const count = store
    .prepare<[number], number>(
      `INSERT INTO registration_numbers (year, last) VALUES (?, 1)
       ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last`,
    )
    .pluck()
  return () => {
    const year = localDay(moment(clock), readSetting(store, 'office').timeZone).slice(0, 4)
    const serial = count.get(Number(year)) ?? 1
    return `${office.code}-${device}-${year.slice(2)}-${String(serial).padStart(5, '0')}`
  }
}
