import { matchLabel } from '../fields/match-label.ts'
import type { PageWord } from '../text/read-line.ts'
import { type KtpLine, ktpLines } from './labels.ts'

/** Below this likeness a row does not carry the label. */
const minLikeness = 0.6

export const fitsLabel = (words: readonly PageWord[], label: string): boolean =>
  matchLabel(words, label).likeness >= minLikeness

export interface AssignedRow {
  /** Undefined for a row without a label: a heading, or an address that goes on. */
  line: KtpLine | undefined
  /** The words after the label. */
  words: PageWord[]
}

/**
 * Tells which row is which line of the card: the assignment in the card's order whose labels fit best. A row that
 * fits no label stays without one.
 */
export function assignLines(rows: readonly (readonly PageWord[])[]): AssignedRow[] {
  const matches = rows.map((words) => ktpLines.map(({ label }) => matchLabel(words, label)))
  const gain = (row: number, line: number): number => {
    const similarity = matches[row]?.[line]?.likeness ?? 0
    return similarity >= minLikeness ? similarity : 0
  }
  // best[row][line]: the best sum of the rows from here on with the labels from here on.
  const best = Array.from({ length: rows.length + 1 }, () => new Float64Array(ktpLines.length + 1))
  const at = (row: number, line: number): number => best[row]?.[line] ?? 0
  for (let row = rows.length - 1; row >= 0; row--) {
    for (let line = ktpLines.length - 1; line >= 0; line--) {
      const taken = gain(row, line) > 0 ? gain(row, line) + at(row + 1, line + 1) : 0
      best[row]?.set([Math.max(taken, at(row + 1, line), at(row, line + 1))], line)
    }
  }
  let line = 0
  return rows.map((words, row) => {
    // What the labels from `line` on give without this row they give without it.
    if (at(row, line) === at(row + 1, line)) return { line: undefined, words: [...words] }
    while (at(row, line) === at(row, line + 1)) line++
    const skipped = matches[row]?.[line]?.words ?? 0
    return { line: ktpLines[line++]?.line, words: words.slice(skipped) }
  })
}
