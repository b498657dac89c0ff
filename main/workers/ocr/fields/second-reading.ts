import { type Box, boundingBox } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { capitalsOf, type TextRow } from '../segmentation/text-rows.ts'
import type { TextEngine } from '../text/engine.ts'
import { type PageWord, readLine } from '../text/read-line.ts'
import { cleanName, type FreeText, mergeReadings, nameLetters } from './free-text.ts'

/** A line of a name as it was read, and the row of the page that it stands in. */
export interface NameLine {
  words: readonly PageWord[]
  row: TextRow
}

/** How a name is read for the second time: by another network, and with nothing but what names are printed with. */
export const secondPass = { language: 'eng', letters: nameLetters, targetHeight: 32 } as const

/** Reads a name a second time, and gives what both readings make of it. */
export async function rereadName(
  engine: TextEngine,
  page: GrayImage,
  lines: readonly NameLine[],
): Promise<FreeText | undefined> {
  const readings = await Promise.all(lines.map((line) => rereadLine(engine, page, line)))
  return mergeReadings(
    readings.flatMap(([first]) => first),
    readings.flatMap(([, second]) => second),
    cleanName,
  )
}

async function rereadLine(
  engine: TextEngine,
  page: GrayImage,
  line: NameLine,
): Promise<[readonly PageWord[], readonly PageWord[]]> {
  const { words, row } = line
  if (words.length === 0) return [[], []]
  const missed = findMissedCapital(line)
  const box = missed ? boundingBox([missed, ...words]) : boundingBox(words)
  return Promise.all([
    missed ? readLine(engine, page, [box], row.letterHeight, { letters: nameLetters }) : words,
    readLine(engine, page, [box], row.letterHeight, secondPass),
  ])
}

/** How far before a word, in letter heights, one of its own letters stands at most. */
const maxGap = 1.5

/** The I of "I GUSTI": after the colon of its label it is often taken for a part of that, and left out. */
export function findMissedCapital({ words, row }: NameLine): Box | undefined {
  const [first] = words
  if (!first) return undefined
  return capitalsOf(row).find(
    (blob) => blob.left >= first.left - maxGap * row.letterHeight && blob.right <= first.left,
  )
}
