import { parseCardDate } from '../../../../shared/calendar.ts'
import type { ReadValue } from '../../../../shared/reading.ts'
import type { DigitReading } from '../digits/digits.ts'
import { type HolderFacts, type ResolvedNik, resolveNik } from '../digits/resolve-nik.ts'

/** From here on what the card says of its holder is taken for what is printed. */
const minConfidence = 0.9

/** The NIK of a person by its digits and by what else was read of that person on the same card. */
export function resolveHolderNik(
  reading: DigitReading,
  birthDate: ReadValue | undefined,
  sex: ReadValue | undefined,
): ResolvedNik {
  const known: HolderFacts = {
    birthDate: isReliable(birthDate) ? parseCardDate(birthDate.value) : undefined,
    sex: isReliable(sex) ? (sex.value === 'PEREMPUAN' ? 'female' : 'male') : undefined,
  }
  return resolveNik(reading, known, new Date().toISOString().slice(0, 10))
}

const isReliable = (read: ReadValue | undefined): read is ReadValue =>
  read !== undefined && read.confidence >= minConfidence
