import { z } from 'zod'
import { isSixteenDigits, nikParts } from '../../../../shared/nik.ts'
import { readReference } from '../../../store/reference.ts'
import type { DigitReading } from './digits.ts'

/** Other fields of the card's holder; omitted where the confidence is low. */
export interface HolderFacts {
  /** YYYY-MM-DD */
  birthDate?: string | undefined
  sex?: 'male' | 'female' | undefined
}

export interface ResolvedNik {
  nik: string
  /** Probability, 0 to 1, that every digit is right. */
  confidence: number
}

/** From this probability on a digit is certain: no rule may change it. */
const minCertain = 0.97
/** Minimum probability of an alternative digit. */
const minAlternative = 0.015
/** Below this probability of the right digit count no rule is applied. */
const minCountProbability = 0.5
/** With more doubtful digits no rule is applied. */
const maxDoubtful = 3
/**
 * Maximum confidence of a number that breaks a rule: it can be right (a code abolished, a birth date
 * corrected), but a person has to confirm it.
 */
const maxWhereRuleBroken = 0.6
/** Maximum confidence where a rule chose a digit. */
const maxWhereResolved = 0.95

/**
 * Decides between similar digits by the rules of a NIK (PP 37/2007 art. 37): the first six digits are a
 * kecamatan, the next six a past date, 40 higher for women, and equal to the birth date on the card. Only
 * where exactly one combination of the doubtful digits fits; certain digits are never changed. Otherwise the
 * number stays as read, with low confidence, and its field open.
 * @param today YYYY-MM-DD
 */
export function resolveNik(reading: DigitReading, facts: HolderFacts, today: string): ResolvedNik {
  const fits = (nik: string) => fitsRules(nik, facts, today)
  if (!isSixteenDigits(reading.text)) return { nik: reading.text, confidence: 0 }
  const fitting = candidates(reading).filter(({ nik }) => fits(nik))
  const [only, ...others] = fitting
  if (!only) return { nik: reading.text, confidence: Math.min(reading.confidence, maxWhereRuleBroken) }
  if (only.nik === reading.text && others.length === 0) {
    // As read, and no alternative is a NIK.
    const confirmed = Math.min(maxWhereResolved, only.share)
    return { nik: only.nik, confidence: Math.max(reading.confidence, confirmed) }
  }
  if (others.length === 0) {
    return { nik: only.nik, confidence: Math.min(maxWhereResolved, only.share) }
  }
  const confidence = fits(reading.text)
    ? reading.confidence
    : Math.min(reading.confidence, maxWhereRuleBroken)
  return { nik: reading.text, confidence }
}

interface Candidate {
  nik: string
  /** Probability mass of the doubtful positions that the candidates cover. */
  share: number
}

/** All combinations of the doubtful digits; only the reading itself where too much is in doubt. */
function candidates({ positions, text, confidence, countProbability }: DigitReading): Candidate[] {
  const doubtful = positions.filter(([first]) => (first?.probability ?? 0) < minCertain).length
  if (doubtful === 0) return [{ nik: text, share: confidence }]
  if (doubtful > maxDoubtful || countProbability < minCountProbability) return [{ nik: text, share: 0 }]
  let partial: Candidate[] = [{ nik: '', share: 1 }]
  for (const choices of positions) {
    const [first] = choices
    if (!first) return []
    const alternatives =
      first.probability >= minCertain ? [first] : choices.filter((c) => c.probability >= minAlternative)
    const covered = alternatives.reduce((sum, { probability }) => sum + probability, 0)
    partial = partial.flatMap(({ nik, share }) =>
      alternatives.map(({ digit }) => ({ nik: nik + digit, share: share * covered })),
    )
  }
  return partial
}

let districts: ReadonlySet<string> | undefined

function fitsRules(nik: string, facts: HolderFacts, today: string): boolean {
  districts ??= new Set(readReference('districts', z.array(z.string())))
  const { district, birthDate, sex, serial } = nikParts(nik, today, facts.birthDate)
  return (
    districts.has(district) &&
    birthDate !== undefined &&
    serial !== '0000' &&
    (facts.birthDate === undefined || facts.birthDate === birthDate) &&
    (facts.sex === undefined || facts.sex === sex)
  )
}
