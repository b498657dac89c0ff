import type { Box } from '../../pixels/box.ts'
import type { PageWord } from './read-line.ts'

/** Letter heights between two letters with a full stop and a space between them; without the space it is half. */
const minSpacedGap = 0.62

/**
 * Puts back the space after a full stop, "NO.107", that the reader of print loses: where the letters around the stop
 * stand too far apart for the stop alone.
 * @param letters that were found on the line, without the small marks
 */
export function restoreSpaces(
  words: readonly PageWord[],
  letters: readonly Box[],
  letterHeight: number,
): PageWord[] {
  const gaps = letters
    .toSorted((a, b) => a.left - b.left)
    .flatMap((letter, index, all) => {
      const next = all[index + 1]
      return next ? [{ at: (letter.right + next.left) / 2, width: next.left - letter.right }] : []
    })
  return words.map((word) => {
    const perLetter = (word.right - word.left) / word.text.length
    const text = word.text.replace(/[.,](?=[\p{L}\d])/gu, (stop, index: number) => {
      const at = word.left + (index + 0.5) * perLetter
      const near = gaps.filter((gap) => Math.abs(gap.at - at) < letterHeight * 1.2)
      const widest = Math.max(0, ...near.map((gap) => gap.width))
      return widest >= minSpacedGap * letterHeight ? `${stop} ` : stop
    })
    return { ...word, text }
  })
}
