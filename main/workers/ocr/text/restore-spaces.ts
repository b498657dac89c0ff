import type { Box } from '../../pixels/box.ts'
import type { PageWord } from './read-line.ts'

/** Gap in letter heights between two letters around a full stop and a space; without the space it is half. */
const minSpacedGap = 0.62

/**
 * Restores the space after a full stop, "NO.107", which tesseract loses: where the letters around the stop
 * are too far apart for the stop alone.
 * @param letters the blobs of the line, without the small ones
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
