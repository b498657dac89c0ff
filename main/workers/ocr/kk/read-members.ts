import { KkMemberField, type KkMemberReading, type ReadValue } from '../../../../shared/reading.ts'
import { occupations } from '../../../../shared/reference/occupations.ts'
import {
  bloodTypes,
  citizenships,
  educations,
  maritalStatuses,
  relationships,
  religions,
  sexes,
} from '../../../../shared/reference/population.ts'
import { boundingBox } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { digitsToDate } from '../fields/card-date.ts'
import { cleanName, confidentText, type FreeText, mergeReadings, nameLetters } from '../fields/free-text.ts'
import { olderMaritalStatuses } from '../fields/marital-statuses.ts'
import { type LabelMatch, labelsOf, nearestLabel } from '../fields/nearest-label.ts'
import { resolveHolderNik } from '../fields/read-nik.ts'
import { patterns, readNumber } from '../fields/read-number.ts'
import { readValue } from '../fields/read-value.ts'
import { secondPass } from '../fields/second-reading.ts'
import type { TextEngine } from '../text/engine.ts'
import { joinWords, minConfidence, type PageWord } from '../text/read-line.ts'
import { type Cell, isEmpty } from './cells.ts'
import { numberBox } from './number-column.ts'
import { createPrintCache } from './print-cache.ts'
import { readCell } from './read-cell.ts'

/**
 * The six states of Permendagri 118/2017, and those of a KK from before it, which do not say what is
 * recorded.
 */
const maritalLabels = [...new Set([...labelsOf(maritalStatuses), ...olderMaritalStatuses])]

/** The columns whose values stand in a fixed list. */
export const memberLists: Partial<Record<KkMemberField, readonly string[]>> = {
  sex: labelsOf(sexes),
  religion: labelsOf(religions),
  education: labelsOf(educations),
  occupation: labelsOf(occupations),
  bloodType: labelsOf(bloodTypes),
  maritalStatus: maritalLabels,
  relationship: labelsOf(relationships),
  citizenship: labelsOf(citizenships),
}

/** Entries of a list differ a lot; two names may differ in a letter. */
const minLabelSimilarity = 0.7
const minNameSimilarity = 0.8

export type MemberColumn = (ReadValue | undefined)[]
/** What was read of each column, row by row. */
export type MemberColumns = Partial<Record<KkMemberField, MemberColumn>>
type Cells = readonly (Cell | undefined)[]

/** Reads one column of the members' rows, all but the NIK. */
export type ReadMemberColumn = (field: KkMemberField, cells: Cells) => Promise<MemberColumn>

/** A name on the page and its readings. */
interface PrintedName {
  words: Promise<PageWord[]>
  /** Read a second time where the first reading leaves doubt. */
  name(): Promise<FreeText | undefined>
}

/** For the columns of both tables of one page: parents are printed in the one as they are in the other. */
export function createColumnReader(engine: TextEngine, page: GrayImage): ReadMemberColumn {
  const names = createPrintCache<PrintedName>(page, minNameSimilarity)
  const printedName = (cell: Cell): PrintedName => names.getOrCreate(cell, () => readFirst(cell))
  return async (field, cells) => {
    const list = memberLists[field]
    if (list) return labelColumn(list, cells)
    switch (field) {
      case 'birthDate':
      case 'marriageDate':
        return readFilled(cells, (cell) => dateIn(page, cell))
      case 'name':
        return readFilled(cells, nameIn)
      case 'passportNumber':
      case 'kitapNumber':
        return readFilled(cells, documentNumberIn)
      default:
        return readFilled(cells, async (cell) => {
          const words = await printedName(cell).words
          return valueIn(page, cell, cleanName(joinWords(words)), minConfidence(words))
        })
    }
  }

  function labelColumn(list: readonly string[], cells: Cells): Promise<MemberColumn> {
    const labels = createPrintCache<Promise<LabelMatch | undefined>>(page, minLabelSimilarity)
    return readFilled(cells, async (cell) => {
      const nearest = await labels.getOrCreate(cell, () => readLabel(list, cell))
      return nearest && valueIn(page, cell, nearest.label, nearest.confidence)
    })
  }

  async function readLabel(list: readonly string[], cell: Cell): Promise<LabelMatch | undefined> {
    return nearestLabel(list, joinWords(await readCell(engine, page, cell)))
  }

  async function nameIn(cell: Cell): Promise<ReadValue | undefined> {
    const name = await printedName(cell).name()
    return name && valueIn(page, cell, name.text, name.confidence)
  }

  function readFirst(cell: Cell): PrintedName {
    const words = readCell(engine, page, cell, { letters: nameLetters })
    let name: Promise<FreeText | undefined> | undefined
    return {
      words,
      name: () => (name ??= words.then((first) => confidentText(first, cleanName) ?? reread(cell, first))),
    }
  }

  async function reread(cell: Cell, first: readonly PageWord[]): Promise<FreeText | undefined> {
    const again = await readCell(engine, page, cell, secondPass)
    return mergeReadings(first, again, cleanName)
  }

  async function documentNumberIn(cell: Cell): Promise<ReadValue | undefined> {
    const words = await readCell(engine, page, cell)
    return valueIn(page, cell, joinWords(words).replace(/[^A-Z0-9]/g, ''), minConfidence(words))
  }
}

/** The values of the cells that hold print. */
const readFilled = (
  cells: Cells,
  read: (cell: Cell) => ReadValue | undefined | Promise<ReadValue | undefined>,
): Promise<MemberColumn> =>
  Promise.all(cells.map((cell) => (cell === undefined || isEmpty(cell) ? undefined : read(cell))))

function dateIn(page: GrayImage, cell: Cell): ReadValue | undefined {
  const read = readNumber(page, numberBox(cell, 'date'), patterns.date)
  const date = read && digitsToDate(read.text)
  return date === undefined ? undefined : valueIn(page, cell, date, read?.confidence ?? 0)
}

const valueIn = (page: GrayImage, cell: Cell, value: string, confidence: number): ReadValue | undefined =>
  value === '' ? undefined : readValue(value, confidence, boundingBox(cell.lines), page)

/** Reads the NIK column last: the other fields of a person decide between similar digits. */
export function readNikColumn(page: GrayImage, cells: Cells, columns: MemberColumns): MemberColumn {
  return cells.map((cell, row) => {
    if (cell === undefined || isEmpty(cell)) return undefined
    const read = readNumber(page, numberBox(cell, 'sixteen'), patterns.sixteen)
    if (!read) return undefined
    const { nik, confidence } = resolveHolderNik(read, columns.birthDate?.[row], columns.sex?.[row])
    return valueIn(page, cell, nik, confidence)
  })
}

/** Turns columns into members, in the order of the card. */
export function membersOf(columns: MemberColumns, count: number): KkMemberReading[] {
  return Array.from({ length: count }, (_, row) => {
    const fields: KkMemberReading['fields'] = {}
    for (const field of KkMemberField.options) {
      const value = columns[field]?.[row]
      if (value) fields[field] = value
    }
    return { fields }
  })
}
