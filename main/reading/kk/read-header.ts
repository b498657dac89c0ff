import type { KkField, ReadValue } from '../../../shared/reading.ts'
import { patterns, readNumber } from '../numbers/read-number.ts'
import { readRtRw } from '../numbers/read-rt-rw.ts'
import { around, type Grey } from '../picture/grey.ts'
import type { TextRow } from '../picture/text-rows.ts'
import type { TextEngine } from '../text/engine.ts'
import { partWords } from '../text/part-words.ts'
import { joined, leastConfidence, type PageWord, readPieces } from '../text/read-row.ts'
import { lostLetter, readNameAgain } from '../text/second-reading.ts'
import { asFigures } from '../values/card-date.ts'
import { collectFields } from '../values/collect-fields.ts'
import { asName, surelyRead } from '../values/free-text.ts'
import { matchLabel } from '../values/match-label.ts'

export type KkFields = Partial<Record<KkField, ReadValue>>

/** What stands above the tables, in two columns on the card; offices print some of it either way round. */
const headings = [
  { heading: 'headName', label: 'Nama Kepala Keluarga' },
  { heading: 'address', label: 'Alamat' },
  { heading: 'rtRw', label: 'RT/RW' },
  { heading: 'village', label: 'Desa/Kelurahan' },
  { heading: 'village', label: 'Kelurahan/Desa' },
  { heading: 'district', label: 'Kecamatan' },
  { heading: 'regency', label: 'Kabupaten/Kota' },
  { heading: 'regency', label: 'Kota/Kabupaten' },
  { heading: 'postalCode', label: 'Kode Pos' },
  { heading: 'province', label: 'Provinsi' },
] as const
type Heading = (typeof headings)[number]['heading']

interface HeadingValue {
  heading: Heading
  words: PageWord[]
}

export interface KkHeader {
  /** Whether KARTU KELUARGA stands on it. */
  isTitled: boolean
  fields: KkFields
}

/** Rows after which a page without the title is no KK. */
const patience = 4
const leastTitleLikeness = 0.75

/**
 * Reads the heading of a Kartu Keluarga: the rows above its tables.
 * @param expected `titled` where nothing else speaks for a KK: without its title the page is given up
 */
export async function readHeader(
  engine: TextEngine,
  page: Grey,
  rows: readonly TextRow[],
  expected: 'titled' | 'known' = 'known',
): Promise<KkHeader> {
  const { fields, put, putAddress, putPlace } = collectFields<KkField>(page)
  const known = new Set<Heading>()
  let found = false
  let isTitled = false
  const first = expected === 'titled' ? patience : rows.length
  for (const part of [rows.slice(0, first), rows.slice(first)]) {
    for (const { row, words } of await Promise.all(part.map(readRow))) {
      isTitled ||= matchLabel(words, 'KARTU KELUARGA').likeness >= leastTitleLikeness
      const values = splitAtLabels(words)
      if (values.length === 0 && !found && !fields.noKk) putNumber(words)
      found ||= values.length > 0
      for (const value of values) {
        // Titles of the tables may be like labels; what stands first is the heading.
        if (value.words.length === 0 || known.has(value.heading)) continue
        known.add(value.heading)
        await putValue(value, row)
      }
    }
    if (!isTitled && expected === 'titled') break
  }
  return { isTitled, fields }

  async function readRow(row: TextRow) {
    const words = await readPieces(engine, page, row.segments, row.letterHeight)
    const letters = row.segments.flatMap(({ marks }) => marks)
    return { row, words: partWords(words, letters, row.letterHeight) }
  }

  /** The number stands under the title, after "No." */
  function putNumber(words: readonly PageWord[]): void {
    const first = words.findIndex((word) => figuresIn(word) >= 3)
    const number = first === -1 ? [] : words.slice(first)
    if (number.reduce((sum, word) => sum + figuresIn(word), 0) < 10) return
    const read = readNumber(page, around(number), patterns.sixteen)
    if (read) put('noKk', read.text, read.confidence, number)
  }

  async function putValue({ heading, words }: HeadingValue, row: TextRow): Promise<void> {
    switch (heading) {
      case 'headName': {
        const line = { words, row }
        const sure = lostLetter(line) ? undefined : surelyRead(words, asName)
        const name = sure ?? (await readNameAgain(engine, page, [line]))
        if (name) put('headName', name.text, name.confidence, words)
        break
      }
      case 'address':
        putAddress('address', words)
        break
      case 'rtRw': {
        const numbers = readRtRw(page, around(words), joined(words), leastConfidence(words))
        if (!numbers) break
        put('rt', numbers.rt, numbers.confidence, words)
        put('rw', numbers.rw, numbers.confidence, words)
        break
      }
      case 'postalCode': {
        const code = asFigures(joined(words)).text.replace(/\D/g, '')
        if (code.length === 5) put('postalCode', code, leastConfidence(words) * 0.98, words)
        break
      }
      default:
        putPlace(heading, heading, words)
    }
  }
}

const figuresIn = (word: PageWord): number => word.text.match(/\d/g)?.length ?? 0

/** Below this likeness words are no label: values stand beside labels here, and some are like them. */
const leastLikeness = 0.66

/** So many times as far apart as letters are high, words stand in two columns, whatever the second one's label says. */
const columnGap = 8

/** The values of a row: what stands after each label, up to the next one or to the next column. */
function splitAtLabels(words: readonly PageWord[]): HeadingValue[] {
  const values: HeadingValue[] = []
  let open = false
  for (let at = 0; at < words.length; ) {
    const [best] = headings
      // KABUPATEN BOGOR is like the label that it stands after.
      .filter(({ heading }) => !values.some((value) => value.heading === heading))
      .map(({ heading, label }) => ({ heading, label, ...matchLabel(words, label, at) }))
      .sort((a, b) => b.likeness - a.likeness)
    if (best && best.likeness >= leastLikeness && !beginsLater(words, at, best)) {
      values.push({ heading: best.heading, words: [] })
      open = true
      at += best.words
    } else {
      const word = words[at++]
      const before = values.at(-1)?.words.at(-1)
      if (before && word && word.left - before.right > columnGap * (before.bottom - before.top)) open = false
      if (open && word) values.at(-1)?.words.push(word)
    }
  }
  return values
}

/** Whether the label is met better without the first words: they are the end of the value before it. */
function beginsLater(
  words: readonly PageWord[],
  at: number,
  match: { label: string; likeness: number; words: number },
): boolean {
  for (let from = at + 1; from < at + match.words; from++) {
    if (matchLabel(words, match.label, from).likeness > match.likeness) return true
  }
  return false
}
