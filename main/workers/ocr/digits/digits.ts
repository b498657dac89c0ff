import type { GrayImage } from '../../pixels/gray-image.ts'
import { calibrate } from './calibration.ts'
import { type DigitChoice, ensemble } from './ensemble.ts'
import { measureLine } from './prepare-line.ts'
import { recogniseVariants } from './recognise-variants.ts'

export interface DigitReading {
  /** The likeliest digits, with separators as in the pattern. */
  text: string
  /** How likely every digit of it is right, 0 to 1, as measured on lines that no network was trained with. */
  confidence: number
  /** For each digit of the text what it could be, the likeliest first. */
  positions: DigitChoice[][]
  /** How likely it is that so many characters stand there, and not one more or less. */
  countProbability: number
  /** First and last column of the digits, in pixels of the line. */
  left: number
  right: number
}

/** From this confidence on two looks are enough. */
const sufficientConfidence = 0.955

/**
 * Reads a line of printed digits, whatever its face: a NIK, a date, a number in a table's cell. The line is cut out
 * roughly, level to within three degrees, its digits at least eight pixels high; the feet and heads of its neighbours
 * and the rules of a table may show. Two networks look at it, each in its own preparation; where they are not sure
 * they look again, and where they do not agree the confidence says so.
 * @param pattern what stands there: `#` for a digit, anything else for a separator, as in `##-##-####`; without a
 * pattern whatever there is, separators given as `-`
 * @returns undefined where nothing like that is to be seen
 */
export function readDigits(line: GrayImage, pattern?: string): DigitReading | undefined {
  const measured = measureLine(line)
  const hypotheses = recogniseVariants(measured, pattern, 'quick')
  const quick = reading(hypotheses, pattern)
  if (quick && quick.confidence >= sufficientConfidence) return quick
  return reading([...hypotheses, ...recogniseVariants(measured, pattern, 'again')], pattern)
}

function reading(
  hypotheses: Parameters<typeof ensemble>[0],
  pattern: string | undefined,
): DigitReading | undefined {
  const combined = ensemble(hypotheses, pattern)
  if (!combined) return undefined
  const { evidence, ...read } = combined
  return { ...read, countProbability: evidence.count, confidence: calibrate(evidence) }
}
