import type { GrayImage } from '../../pixels/gray-image.ts'
import { calibrate } from './calibration.ts'
import { type DigitChoice, ensemble } from './ensemble.ts'
import { measureLine } from './prepare-line.ts'
import { recogniseVariants } from './recognise-variants.ts'

export interface DigitReading {
  /** The likeliest digits, with separators as in the pattern. */
  text: string
  /** Probability that every digit is right, 0 to 1, calibrated on lines that no network was trained with. */
  confidence: number
  /** The candidates for each digit of the text, the most likely first. */
  positions: DigitChoice[][]
  /** Probability that exactly this many characters are there. */
  countProbability: number
  /** First and last column of the digits, in pixels of the line. */
  left: number
  right: number
}

/** From this confidence on the first two hypotheses are enough. */
const sufficientConfidence = 0.955

/**
 * Recognises a line of printed digits in any typeface: a NIK, a date, a number in a table's cell. The line is
 * cropped roughly, horizontal to within three degrees, its digits at least eight pixels high; ascenders and
 * descenders of its neighbours and the rules of a table may be visible. Two networks give a hypothesis each,
 * with different preprocessing; where they are not sure they run again at other scales, and disagreement
 * lowers the confidence.
 * @param pattern the expected characters: `#` for a digit, anything else for a separator, as in `##-##-####`;
 * without a pattern any, with separators given as `-`
 * @returns undefined where nothing like that is found
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
