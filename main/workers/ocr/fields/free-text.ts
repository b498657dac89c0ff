import { likeness } from '../../../../shared/edit-distance.ts'
import { normaliseName } from '../../../../shared/normalise-name.ts'
import type { PageWord } from '../text/read-row.ts'
import { joined, leastConfidence } from '../text/read-row.ts'

export interface FreeText {
  text: string
  confidence: number
}

/** Figures that a reader of print gives for letters. */
const letters: Record<string, string> = {
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
export function asName(text: string): string {
  const lettered = [...text].map((letter) => letters[letter] ?? letter).join('')
  return normaliseName(lettered.replace(/[^\p{L}' .,-]/gu, ' ').replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, ''))
}

/**
 * From here on a name need not be read again: of 183 names that were read so surely on simulated KK of flatbeds,
 * photocopiers and phones none was wrong.
 */
const beyondDoubt = 0.9

/** Where the Indonesian network may have read a Q, which it does not know: OORI, GOMARUDIN, FAOIH, TAUFIO. */
const perhapsQ = /O[AIOU]|\bG[OU]|[AI][OG]\b/

/** A text whose every word was read so surely that it need not be read again; undefined for any other. */
export function surelyRead(
  words: readonly PageWord[],
  clean: (text: string) => string,
): FreeText | undefined {
  const confidence = leastConfidence(words)
  const text = clean(joined(words))
  return confidence >= beyondDoubt && !perhapsQ.test(text) ? { text, confidence } : undefined
}

/**
 * What two readings, by the Indonesian and then by the English network, make of a text: where they agree it is nearly
 * certain, where they do not the surer one is taken and is not to be relied upon. A Q only the second one can read; spaces the first one
 * reads better.
 */
export function agreement(
  first: readonly PageWord[],
  second: readonly PageWord[],
  clean: (text: string) => string,
): FreeText | undefined {
  const asText = (words: readonly PageWord[]): FreeText => ({
    text: clean(joined(words)),
    confidence: leastConfidence(words),
  })
  const [indonesian, english] = [asText(first), asText(second)]
  if (english.text.includes('Q') && english.confidence >= 0.5) {
    const isSure = english.confidence >= 0.75 && agreesButForQ(indonesian.text, english.text)
    return { text: english.text, confidence: isSure ? 0.92 : Math.min(0.85, english.confidence) }
  }
  const [surer, other] = [indonesian, english]
    .filter(({ text }) => text !== '')
    .sort((a, b) => b.confidence - a.confidence)
  if (!surer) return undefined
  if (other && unspaced(other.text) === unspaced(surer.text))
    return { text: indonesian.text, confidence: agreedConfidence(surer.confidence, other.confidence) }
  const like = other ? likeness(unspaced(surer.text), unspaced(other.text)) : 0
  return { text: surer.text, confidence: Math.min(0.85, surer.confidence * (0.4 + 0.45 * like)) }
}

const unspaced = (text: string): string => text.replaceAll(' ', '')

/** Whether a reader that knows no Q saw the same: another letter in its place, or none. */
const agreesButForQ = (withoutQ: string, text: string): boolean =>
  new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('Q', '[^ ]?')}$`, 'u').test(withoutQ)

/** Two readings that agree on a wrong text are both unsure of it, as a rule. */
function agreedConfidence(surer: number, other: number): number {
  return other >= 0.75 ? 0.97 : other >= 0.5 ? 0.92 : Math.min(0.88, 0.6 + 0.3 * surer)
}
