import type { KkField, ReadValue } from '../../../../shared/reading.ts'
import { boundingBox } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { lettersToDigits } from '../fields/card-date.ts'
import { collectFields } from '../fields/collect-fields.ts'
import { cleanName, confidentText } from '../fields/free-text.ts'
import { matchLabel } from '../fields/match-label.ts'
import { patterns, readNumber } from '../fields/read-number.ts'
import { readRtRw } from '../fields/read-rt-rw.ts'
import { findMissedCapital, rereadName } from '../fields/second-reading.ts'
import type { TextRow } from '../segmentation/text-rows.ts'
import type { TextEngine } from '../text/engine.ts'
import { lowerConfidenceBesideUnread } from '../text/lower-confidence.ts'
import { joinWords, minConfidence, type PageWord, readLine } from '../text/read-line.ts'
import { restoreSpaces } from '../text/restore-spaces.ts'
import { type Heading, type HeadingValue, splitAtHeadings } from './heading-values.ts'

export type KkFields = Partial<Record<KkField, ReadValue>>

export interface KkHeader {
  /** Whether KARTU KELUARGA stands on it. */
  isTitled: boolean
  fields: KkFields
}

/** Rows after which a page without the title is no KK. */
const titleRows = 4
const minTitleLikeness = 0.75

/**
 * Reads the heading of a Kartu Keluarga: the rows above its tables.
 * @param expected `titled` where nothing else speaks for a KK: without its title the page is given up
 */
export async function readHeader(
  engine: TextEngine,
  page: GrayImage,
  rows: readonly TextRow[],
  expected: 'titled' | 'known' = 'known',
): Promise<KkHeader> {
  const { fields, put, putAddress, putPlace } = collectFields<KkField>(page)
  const known = new Set<Heading>()
  let found = false
  let isTitled = false
  const first = expected === 'titled' ? titleRows : rows.length
  for (const part of [rows.slice(0, first), rows.slice(first)]) {
    for (const { row, words } of await Promise.all(part.map(readRow))) {
      isTitled ||= matchLabel(words, 'KARTU KELUARGA').likeness >= minTitleLikeness
      const values = splitAtHeadings(words)
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
    const words = await readLine(engine, page, row.segments, row.letterHeight)
    const letters = row.segments.flatMap(({ blobs }) => blobs)
    return { row, words: restoreSpaces(words, letters, row.letterHeight) }
  }

  /** The number stands under the title, after "No." */
  function putNumber(words: readonly PageWord[]): void {
    const first = words.findIndex((word) => countDigits(word) >= 3)
    const number = first === -1 ? [] : words.slice(first)
    if (number.reduce((sum, word) => sum + countDigits(word), 0) < 10) return
    const read = readNumber(page, boundingBox(number), patterns.sixteen)
    if (read) put('noKk', read.text, read.confidence, number)
  }

  async function putValue({ heading, words }: HeadingValue, row: TextRow): Promise<void> {
    switch (heading) {
      case 'headName': {
        const line = { words, row }
        const sure = findMissedCapital(line) ? undefined : confidentText(words, cleanName)
        const name = sure ?? (await rereadName(engine, page, [line]))
        if (name) put('headName', name.text, name.confidence, words)
        break
      }
      case 'address':
        putAddress('address', lowerConfidenceBesideUnread(words, row))
        break
      case 'rtRw': {
        const numbers = readRtRw(page, boundingBox(words), joinWords(words), minConfidence(words))
        if (!numbers) break
        put('rt', numbers.rt, numbers.confidence, words)
        put('rw', numbers.rw, numbers.confidence, words)
        break
      }
      case 'postalCode': {
        const code = lettersToDigits(joinWords(words)).text.replace(/\D/g, '')
        if (code.length === 5) put('postalCode', code, minConfidence(words) * 0.98, words)
        break
      }
      default:
        putPlace(heading, heading, lowerConfidenceBesideUnread(words, row))
    }
  }
}

const countDigits = (word: PageWord): number => word.text.match(/\d/g)?.length ?? 0
