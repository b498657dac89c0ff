import { z } from 'zod'
import { isSixteenDigits, nikParts } from '../../../../shared/nik.ts'
import { readReference } from '../../../store/reference.ts'
import type { DigitReading } from './digits.ts'

/** What else the card says of its holder; left out where it was not read well. */
export interface HolderFacts {
  /** YYYY-MM-DD */
  birthDate?: string | undefined
  sex?: 'male' | 'female' | undefined
}

export interface ResolvedNik {
  nik: string
  /** How likely every digit is right, 0 to 1. */
  confidence: number
}

/** A digit as likely as this is taken as read: no rule may change it. */
const minCertain = 0.97
/** What is less likely than this is no alternative. */
const minAlternative = 0.015
/** Where it is less likely than this that all digits were seen, no rule makes up for it. */
const minCountProbability = 0.5
/** More doubtful digits than these are no reading. */
const maxDoubtful = 3
/** A number that breaks a rule can be right (a code abolished, a birth date corrected), but a person has to say so. */
const maxWhereRuleBroken = 0.6
/** A digit that was chosen by rules is not as good as one that was seen. */
const maxWhereResolved = 0.95

/**
 * Decides between digits that look alike by the rules of a NIK (PP 37/2007 art. 37): the first six digits are a
 * kecamatan, the next six a day that has been, 40 higher for women, and not another one than the card says. Only where
 * exactly one of what the doubtful digits could be fits; a digit that was clearly read is never changed. Otherwise the
 * number stays as read, with little confidence, and its field open.
 * @param today YYYY-MM-DD
 */
export function resolveNik(reading: DigitReading, facts: HolderFacts, today: string): ResolvedNik {
  const fits = (nik: string) => fitsRules(nik, facts, today)
  if (!isSixteenDigits(reading.text)) return { nik: reading.text, confidence: 0 }
  const fitting = candidates(reading).filter(({ nik }) => fits(nik))
  const [only, ...others] = fitting
  if (!only) return { nik: reading.text, confidence: Math.min(reading.confidence, maxWhereRuleBroken) }
  if (only.nik === reading.text && others.length === 0) {
    // Read so, and nothing else that it could be is a NIK.
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
  /** How much of what was seen at the doubtful places speaks for one of the candidates that were thought of. */
  share: number
}

/** All numbers that the doubtful digits could make; only the one that was read where too much is in doubt. */
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
