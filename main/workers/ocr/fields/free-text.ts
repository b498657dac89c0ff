import { likeness } from '../../../../shared/edit-distance.ts'
import { normaliseName } from '../../../../shared/normalise-name.ts'
import type { PageWord } from '../text/read-line.ts'
import { joinWords, minConfidence } from '../text/read-line.ts'

export interface FreeText {
  text: string
  confidence: number
}

/** Figures that a reader of print gives for letters. */
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

/** What a name is printed with. */
export const nameLetters = " ABCDEFGHIJKLMNOPQRSTUVWXYZ'.,-"

/**
 * The letters of a name: no figures (Permendagri 73/2022), and of marks only those that older names have.
 */
export function cleanName(text: string): string {
  const lettered = [...text].map((letter) => letterOf[letter] ?? letter).join('')
  return normaliseName(lettered.replace(/[^\p{L}' .,-]/gu, ' ').replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, ''))
}

/**
 * From here on a name need not be read again: of 183 names that were read so surely on simulated KK of flatbeds,
 * photocopiers and phones none was wrong.
 */
const sufficientConfidence = 0.9

/** Where the Indonesian network may have read a Q, which it does not know: OORI, GOMARUDIN, FAOIH, TAUFIO. */
const misreadQ = /O[AIOU]|\bG[OU]|[AI][OG]\b/

/** A text whose every word was read so surely that it need not be read again; undefined for any other. */
export function confidentText(
  words: readonly PageWord[],
  clean: (text: string) => string,
): FreeText | undefined {
  const confidence = minConfidence(words)
  const text = clean(joinWords(words))
  return confidence >= sufficientConfidence && !misreadQ.test(text) ? { text, confidence } : undefined
}

/**
 * What two readings, by the Indonesian and then by the English network, make of a text: where they agree it is nearly
 * certain, where they do not the surer one is taken and is not to be relied upon. A Q only the second one can read; spaces the first one
 * reads better.
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

/** Whether a reader that knows no Q saw the same: another letter in its place, or none. */
const agreesExceptQ = (withoutQ: string, text: string): boolean =>
  new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('Q', '[^ ]?')}$`, 'u').test(withoutQ)

/** Two readings that agree on a wrong text are both unsure of it, as a rule. */
function agreedConfidence(surer: number, other: number): number {
  return other >= 0.75 ? 0.97 : other >= 0.5 ? 0.92 : Math.min(0.88, 0.6 + 0.3 * surer)
}
