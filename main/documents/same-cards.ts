import { confirmationThreshold, type PageReading, type ReadValue } from '../../shared/reading.ts'
import type { StoredReading } from './reading-table.ts'

/**
 * The pages that show a card which an earlier one shows already, and that earlier page: same kind, and the same
 * NIK or No. KK, both read beyond doubt. A card scanned twice never gives the same picture.
 */
export function findSameCards(readings: readonly StoredReading[]): Map<string, string> {
  const first = new Map<string, string>()
  const same = new Map<string, string>()
  for (const { pageId, reading } of readings) {
    const number = reading && cardNumber(reading)
    if (!number) continue
    const earlier = first.get(number)
    if (earlier === undefined) first.set(number, pageId)
    else same.set(pageId, earlier)
  }
  return same
}

/** Undefined where it could not be read beyond doubt. */
function cardNumber(reading: PageReading): string | undefined {
  if (reading.kind === 'other') return undefined
  const number = confidentValue(reading.kind === 'ktp' ? reading.fields.nik : reading.fields.noKk)
  return number && `${reading.kind} ${number}`
}

/** The value, where it would go into the form. */
export const confidentValue = (read: ReadValue | undefined): string | undefined =>
  read && read.confidence >= confirmationThreshold ? read.value : undefined
