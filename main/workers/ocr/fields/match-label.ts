import { likeness } from '../../../../shared/edit-distance.ts'
import type { PageWord } from '../text/read-line.ts'

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** How like a label the words from one on are, letters misread and spaces lost, and how many of them it takes. */
export function matchLabel(
  words: readonly PageWord[],
  label: string,
  from = 0,
): { likeness: number; words: number } {
  const wanted = plain(label)
  let text = ''
  let best = { likeness: 0, words: 0 }
  for (const [index, word] of words.slice(from, from + 4).entries()) {
    text += plain(word.text)
    const similarity = likeness(wanted, text)
    if (similarity > best.likeness) best = { likeness: similarity, words: index + 1 }
  }
  return best
}
