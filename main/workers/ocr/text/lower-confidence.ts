import { capitalsOf, type TextRow } from '../segmentation/text-rows.ts'
import type { PageWord } from './read-line.ts'

/**
 * In letter heights: how far from a value print still belongs to it, and the tolerance for a word's position.
 */
const [reach, tolerance] = [1.5, 0.25]
/** Maximum confidence of a value with unrecognised print: it may be right, but a person has to confirm it. */
const maxWhereUnread = 0.8

/**
 * Lowers the confidence of a value where a letter beside or between its words was not recognised: tesseract
 * omits what it cannot read and is sure of the rest, such as an I that looks like a rule, or a word across a
 * fold.
 */
export function lowerConfidenceBesideUnread(words: readonly PageWord[], row: TextRow): PageWord[] {
  if (!hasUnread(words, row)) return [...words]
  return words.map((word) => ({ ...word, confidence: Math.min(word.confidence, maxWhereUnread) }))
}

function hasUnread(words: readonly PageWord[], row: TextRow): boolean {
  const { letterHeight } = row
  const [first] = words
  const last = words.at(-1)
  if (!first || !last) return false
  const isOfWord = (middle: number) =>
    words.some(
      ({ left, right }) =>
        middle > left - tolerance * letterHeight && middle < right + tolerance * letterHeight,
    )
  return capitalsOf(row)
    .filter(
      ({ left, right }) =>
        right > first.left - reach * letterHeight && left < last.right + reach * letterHeight,
    )
    .some(({ left, right }) => !isOfWord((left + right) / 2))
}
