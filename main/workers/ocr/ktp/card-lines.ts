import { matchLabel } from '../fields/match-label.ts'
import type { TextRow } from '../segmentation/text-rows.ts'
import type { PageWord } from '../text/read-line.ts'
import { assignLines } from './assign-lines.ts'
import type { KtpLine } from './labels.ts'

/** A row of the card and the words that were read in it. */
export interface KtpRow {
  row: TextRow
  words: readonly PageWord[]
}

/** What the card says under a label, on one row or on two. */
export interface KtpValue {
  words: PageWord[]
  parts: { words: PageWord[]; row: TextRow }[]
}

export interface CardLines {
  /** Above the number. */
  province: PageWord[]
  regency: PageWord[]
  /** How many labels were found. */
  count: number
  value(line: KtpLine): KtpValue
}

/** Letter heights by which a row that goes on may begin beside the one above. */
const maxIndent = 3

/** Puts the rows of a card under its labels. A row without one goes on with the value above, under which it begins. */
export function cardLines(rows: readonly KtpRow[]): CardLines {
  const assigned = assignLines(rows.map(({ words }) => words))
  const values = new Map<KtpLine, KtpValue>()
  let current: KtpValue | undefined
  for (const [index, { line, words }] of assigned.entries()) {
    const row = rows[index]?.row
    if (!row) continue
    // Beside the sex the blood type stands on the same row, under a label of its own.
    const value = line === 'sex' ? words : withoutCaption(words, row.letterHeight)
    const part = { words: value, row }
    if (line) {
      current = { words: [...value], parts: [part] }
      values.set(line, current)
    } else if (current && isIndentedUnder(current, value, row.letterHeight)) {
      current.words.push(...value)
      current.parts.push(part)
    } else current = undefined
  }
  const count = values.size
  if (!values.get('nik')?.words.length) {
    const number = numberWithoutLabel(rows.filter((_, index) => assigned[index]?.line === undefined))
    if (number) values.set('nik', number)
  }
  const first = assigned.findIndex(({ line }) => line !== undefined)
  return {
    ...headings(rows.slice(0, Math.max(0, first)).map(({ words }) => words)),
    count,
    value: (line) => values.get(line) ?? { words: [], parts: [] },
  }
}

/** Letter heights between two words of which the second is not of the value, and from where its value begins to there. */
const photoGap = { before: 4, from: 20 }

/** The words of a value without those of what stands under the photo, which may be on the same row. */
function withoutCaption(words: readonly PageWord[], letterHeight: number): PageWord[] {
  const begin = words[0]?.left ?? 0
  const end = words.findIndex(
    (word, index) =>
      word.left - (words[index - 1]?.right ?? word.left) > photoGap.before * letterHeight &&
      word.left - begin > photoGap.from * letterHeight,
  )
  return end === -1 ? [...words] : words.slice(0, end)
}

/** Fewer figures that were read are no NIK but a date. */
const minDigits = 11

/** No other number on the card is as long as the NIK: it is known without its label, which is short and often misread. */
function numberWithoutLabel(rows: readonly KtpRow[]): KtpValue | undefined {
  for (const { row, words } of rows) {
    const number = words.slice(words.findIndex((word) => countDigits(word) >= 3))
    if (number.reduce((sum, word) => sum + countDigits(word), 0) < minDigits) continue
    return { words: number, parts: [{ words: number, row }] }
  }
  return undefined
}

const countDigits = ({ text }: PageWord): number => text.match(/\d/g)?.length ?? 0

function isIndentedUnder(above: KtpValue, words: readonly PageWord[], letterHeight: number): boolean {
  const [begin, value] = [words[0], above.words[0]]
  return (
    begin !== undefined && value !== undefined && Math.abs(begin.left - value.left) < maxIndent * letterHeight
  )
}

/** PROVINSI with its name, then the city or regency. */
function headings(rows: readonly (readonly PageWord[])[]): { province: PageWord[]; regency: PageWord[] } {
  const at = rows.findIndex((words) => matchLabel(words, 'PROVINSI').likeness >= 0.6)
  const heading = rows[at] ?? []
  return {
    province: heading.slice(matchLabel(heading, 'PROVINSI').words),
    regency: at === -1 ? [] : [...(rows[at + 1] ?? [])],
  }
}
