import { editDistance } from '../../../../shared/edit-distance.ts'
import type { CodeTable } from '../../../../shared/reference/code-table.ts'

export interface LabelMatch {
  label: string
  confidence: number
}

/** Letters that a reader of print takes for each other, written as one of them. */
const confusable: readonly (readonly [RegExp, string])[] = [
  [/[0QD]/g, 'O'],
  [/[1|!\]['LT]/g, 'I'],
  [/5/g, 'S'],
  [/8/g, 'B'],
  [/VV/g, 'W'],
  [/RN/g, 'M'],
]

const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9+|!\]['-]/g, '')
const foldConfusable = (text: string): string =>
  confusable.reduce((word, [letters, one]) => word.replace(letters, one), plain(text))

/** Below this likeness nothing is meant. */
const minLikeness = 0.55

/**
 * The entry of a fixed list that a misread text means, or undefined where it is like none of them or like two.
 * The confidence counts how far it is from the text and how far the next entry is from it.
 */
export function nearestLabel(labels: readonly string[], text: string): LabelMatch | undefined {
  const wanted = plain(text)
  if (wanted === '') return undefined
  const ranked = labels
    .map((label) => ({ label, distance: distance(label, text), length: plain(label).length }))
    .sort((a, b) => a.distance - b.distance)
  const [best, second] = ranked
  if (!best) return undefined
  const length = Math.max(best.length, wanted.length)
  const likeness = 1 - best.distance / length
  const lead = ((second?.distance ?? length) - best.distance) / length
  if (likeness < minLikeness || lead <= 0) return undefined
  if (best.distance === 0) return { label: best.label, confidence: length > 2 ? 0.99 : 0.95 }
  // A long way from the next entry, half of the letters may be wrong and the meaning is still the only one.
  const confidence = Math.min(0.98, 1 - best.distance / length / Math.max(1, 3.5 * Math.min(1, lead * 2)))
  return { label: best.label, confidence }
}

/** Letters that look alike count a third of a difference. */
function distance(label: string, text: string): number {
  const exact = editDistance(plain(label), plain(text))
  const loose = editDistance(foldConfusable(label), foldConfusable(text))
  return Math.min(exact, (exact + 2 * loose) / 3)
}

export const labelsOf = (table: CodeTable): string[] => table.map(({ label }) => label)
