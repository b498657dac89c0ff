import type { KkMemberField, ReadValue } from '../../../../shared/reading.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import type { TextEngine } from '../text/engine.ts'
import { joinWords } from '../text/read-line.ts'
import { type Cell, isEmpty } from './cells.ts'
import { columnsByTitles, type KkColumn, type KkTable, mergeColumns, standardColumns } from './columns.ts'
import { numberColumn } from './number-column.ts'
import { readCellLines } from './read-cell.ts'
import { type Column, type MemberColumns, memberLists, type ReadMemberColumn } from './read-members.ts'

export interface TableCells {
  table: KkTable
  /** Those above the members, row by row. */
  titles(): Cell[][]
  /** Those of the members. */
  members: readonly (readonly Cell[])[]
}

/** The columns of a table as they were read, and which of them it holds. */
export interface ReadTable {
  order: readonly KkColumn[]
  columns: MemberColumns
}

/** Of a column's values that were read, from this confidence on they are what the column can hold. */
const minFitting = 0.6
/** What is not surely in its column may be right, but a person has to say so. */
const maxWhereDoubtful = 0.8

/**
 * Reads a table, all but its NIK. Its columns are taken to be the usual ones; where what stands in them says
 * otherwise, the titles are read, and where these cannot be read, what does not fit is left out and nothing else is
 * sure: another order of columns must not be read wrongly with confidence.
 */
export async function readTable(
  engine: TextEngine,
  page: GrayImage,
  readColumn: ReadMemberColumn,
  cells: TableCells,
): Promise<ReadTable> {
  const count = cells.members[0]?.length ?? 0
  const asStandard = await readInOrder(readColumn, standardColumns(cells.table, count), cells.members)
  const mismatched = asStandard.order.filter(
    (field) => field !== null && !fits(field, asStandard, cells.members),
  )
  if (mismatched.length === 0) return asStandard
  const byTitles = columnsByTitles(await readTitles(engine, page, cells.titles(), count))
  const proven = asStandard.order.filter((field) => isProvable(field) && !mismatched.includes(field))
  const byTitle = mergeColumns(byTitles, asStandard.order, proven)
  const known = byTitle.filter((field) => field !== null).length
  if (known >= (count - 1) * 0.6) {
    return byTitle.every((field, column) => field === asStandard.order[column])
      ? asStandard
      : readInOrder(readColumn, byTitle, cells.members)
  }
  return mismatched.length === 1 ? asStandard : lowerAllConfidences(asStandard, mismatched)
}

async function readInOrder(
  readColumn: ReadMemberColumn,
  order: readonly KkColumn[],
  members: TableCells['members'],
): Promise<ReadTable> {
  const columns: MemberColumns = {}
  const reading = order.map(async (field, index) => {
    if (field === null || field === 'nik') return
    columns[field] = await readColumn(
      field,
      members.map((row) => row[index]),
    )
  })
  await Promise.all(reading)
  return { order, columns }
}

/** Whether half of what stands in a column is what it can hold; free text and empty columns tell nothing. */
function fits(field: KkMemberField, { order, columns }: ReadTable, members: TableCells['members']): boolean {
  if (field === 'nik') return numberColumn(members) === order.indexOf(field)
  if (!isProvable(field)) return true
  const printed = members.filter((row) => !isEmpty(row[order.indexOf(field)])).length
  const meant = (columns[field] ?? []).filter((value) => value && value.confidence >= minFitting).length
  return meant >= printed / 2
}

/** Whether what stands in a column can tell that it is this one: free text tells nothing. */
const isProvable = (field: KkColumn): boolean =>
  field !== null && (field in memberLists || field === 'birthDate' || field === 'marriageDate')

/** What each column's title says, line by line. */
function readTitles(
  engine: TextEngine,
  page: GrayImage,
  titles: readonly (readonly Cell[])[],
  count: number,
): Promise<string[][]> {
  return Promise.all(
    Array.from({ length: count }, async (_, column) => {
      const cells = titles.flatMap((row) => row[column] ?? [])
      const lines = await Promise.all(cells.map((cell) => readCellLines(engine, page, cell)))
      // The second row holds the columns' numbers.
      return lines
        .flat()
        .map(joinWords)
        .filter((line) => /[A-Za-z]{2}/.test(line))
    }),
  )
}

function lowerAllConfidences({ order, columns }: ReadTable, mismatched: readonly KkColumn[]): ReadTable {
  const columnsLeft: MemberColumns = {}
  const lowered = (column: Column): Column =>
    column.map((read): ReadValue | undefined =>
      read ? { ...read, confidence: Math.min(read.confidence, maxWhereDoubtful) } : undefined,
    )
  for (const field of order) {
    const column = field === null ? undefined : columns[field]
    if (field !== null && column && !mismatched.includes(field)) columnsLeft[field] = lowered(column)
  }
  return { order, columns: columnsLeft }
}
