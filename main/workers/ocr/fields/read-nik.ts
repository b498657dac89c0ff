import { parseCardDate } from '../../../../shared/calendar.ts'
import type { ReadValue } from '../../../../shared/reading.ts'
import type { DigitReading } from '../digits/digits.ts'
import { type KnownOfHolder, type ResolvedNik, resolveNik } from '../digits/resolve-nik.ts'

/** From here on what the card says of its holder is taken for what is printed. */
const wellRead = 0.9

/** The NIK of a person by its digits and by what else was read of that person on the same card. */
export function nikOf(
  reading: DigitReading,
  birthDate: ReadValue | undefined,
  sex: ReadValue | undefined,
): ResolvedNik {
  const known: KnownOfHolder = {
    birthDate: isWellRead(birthDate) ? parseCardDate(birthDate.value) : undefined,
    sex: isWellRead(sex) ? (sex.value === 'PEREMPUAN' ? 'female' : 'male') : undefined,
  }
  return resolveNik(reading, known, new Date().toISOString().slice(0, 10))
}

const isWellRead = (read: ReadValue | undefined): read is ReadValue =>
  read !== undefined && read.confidence >= wellRead
