import { capitalsOf, type TextRow } from '../segmentation/text-rows.ts'
import type { PageWord } from './read-line.ts'

/** In letter heights: how far from a value print is still its own, and how far off words may be put. */
const [reach, tolerance] = [1.5, 0.25]
/** A value of which not all was read may be right, but a person has to say so. */
const maxWhereUnread = 0.8

/**
 * The words of a value, less sure where a letter beside or between them was not read: what a reader of print cannot tell
 * it leaves out and is sure of the rest, as of an I that looks like a rule, or a word across a fold.
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
