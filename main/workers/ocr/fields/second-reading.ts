import { around, type Box } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { capitalsOf, type TextRow } from '../segmentation/text-rows.ts'
import type { TextEngine } from '../text/engine.ts'
import { type PageWord, readPieces } from '../text/read-row.ts'
import { agreement, asName, type FreeText, nameLetters } from './free-text.ts'

/** A line of a name as it was read, and the row of the page that it stands in. */
export interface NameLine {
  words: readonly PageWord[]
  row: TextRow
}

/** How a name is read for the second time: by another network, and with nothing but what names are printed with. */
export const secondReading = { language: 'eng', letters: nameLetters, targetHeight: 32 } as const

/** Reads a name a second time, and gives what both readings make of it. */
export async function readNameAgain(
  engine: TextEngine,
  page: GrayImage,
  lines: readonly NameLine[],
): Promise<FreeText | undefined> {
  const readings = await Promise.all(lines.map((line) => readLineAgain(engine, page, line)))
  return agreement(
    readings.flatMap(([first]) => first),
    readings.flatMap(([, second]) => second),
    asName,
  )
}

async function readLineAgain(
  engine: TextEngine,
  page: GrayImage,
  line: NameLine,
): Promise<[readonly PageWord[], readonly PageWord[]]> {
  const { words, row } = line
  if (words.length === 0) return [[], []]
  const lost = lostLetter(line)
  const box = lost ? around([lost, ...words]) : around(words)
  return Promise.all([
    lost ? readPieces(engine, page, [box], row.letterHeight, { letters: nameLetters }) : words,
    readPieces(engine, page, [box], row.letterHeight, secondReading),
  ])
}

/** How far before a word, in letter heights, one of its own letters stands at most. */
const before = 1.5

/** The I of "I GUSTI": after the colon of its label it is often taken for a part of that, and left out. */
export function lostLetter({ words, row }: NameLine): Box | undefined {
  const [first] = words
  if (!first) return undefined
  return capitalsOf(row).find(
    (mark) => mark.left >= first.left - before * row.letterHeight && mark.right <= first.left,
  )
}
