import { likeness } from '../../../../shared/edit-distance.ts'
import { normaliseName } from '../../../../shared/normalise-name.ts'
import type { PageWord } from '../text/read-line.ts'
import { joinWords, minConfidence } from '../text/read-line.ts'

export interface FreeText {
  text: string
  confidence: number
}

/** Digits that tesseract reads for letters. */
const letterOf: Record<string, string> = {
  '0': 'O',
  '1': 'I',
  '|': 'I',
  '!': 'I',
  '5': 'S',
  '8': 'B',
  $: 'S',
  '6': 'G',
}

/** Characters of names. */
export const nameLetters = " ABCDEFGHIJKLMNOPQRSTUVWXYZ'.,-"

/**
 * The letters of a name: no figures (Permendagri 73/2022), and of marks only those that older names have.
 */
export function cleanName(text: string): string {
  const lettered = [...text].map((letter) => letterOf[letter] ?? letter).join('')
  return normaliseName(lettered.replace(/[^\p{L}' .,-]/gu, ' ').replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, ''))
}

/**
 * From this confidence on a name is not read again: of 183 such names on simulated KK of flatbeds,
 * photocopiers and phones none was wrong.
 */
const sufficientConfidence = 0.9

/**
 * Patterns where the Indonesian network may have misread a Q, which it does not know: OORI, GOMARUDIN, FAOIH,
 * TAUFIO.
 */
const misreadQ = /O[AIOU]|\bG[OU]|[AI][OG]\b/

/** A text whose words are all sure enough not to be read again; undefined for any other. */
export function confidentText(
  words: readonly PageWord[],
  clean: (text: string) => string,
): FreeText | undefined {
  const confidence = minConfidence(words)
  const text = clean(joinWords(words))
  return confidence >= sufficientConfidence && !misreadQ.test(text) ? { text, confidence } : undefined
}

/**
 * Merges two readings, by the Indonesian and by the English network: where they agree the text is nearly
 * certain, otherwise the surer one is taken with low confidence. Only the second one knows Q; the first one
 * is better at spaces.
 */
export function mergeReadings(
  first: readonly PageWord[],
  second: readonly PageWord[],
  clean: (text: string) => string,
): FreeText | undefined {
  const toText = (words: readonly PageWord[]): FreeText => ({
    text: clean(joinWords(words)),
    confidence: minConfidence(words),
  })
  const [indonesian, english] = [toText(first), toText(second)]
  if (english.text.includes('Q') && english.confidence >= 0.5) {
    const isSure = english.confidence >= 0.75 && agreesExceptQ(indonesian.text, english.text)
    return { text: english.text, confidence: isSure ? 0.92 : Math.min(0.85, english.confidence) }
  }
  const [surer, other] = [indonesian, english]
    .filter(({ text }) => text !== '')
    .sort((a, b) => b.confidence - a.confidence)
  if (!surer) return undefined
  if (other && withoutSpaces(other.text) === withoutSpaces(surer.text))
    return { text: indonesian.text, confidence: agreedConfidence(surer.confidence, other.confidence) }
  const like = other ? likeness(withoutSpaces(surer.text), withoutSpaces(other.text)) : 0
  return { text: surer.text, confidence: Math.min(0.85, surer.confidence * (0.4 + 0.45 * like)) }
}

const withoutSpaces = (text: string): string => text.replaceAll(' ', '')

/** Whether a network without Q read the same: another letter in its place, or none. */
const agreesExceptQ = (withoutQ: string, text: string): boolean =>
  new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('Q', '[^ ]?')}$`, 'u').test(withoutQ)

/** Confidence of two readings that agree: when both are wrong, both are usually unsure. */
function agreedConfidence(surer: number, other: number): number {
  return other >= 0.75 ? 0.97 : other >= 0.5 ? 0.92 : Math.min(0.88, 0.6 + 0.3 * surer)
}
