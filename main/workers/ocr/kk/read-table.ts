import type { KkMemberField, ReadValue } from '../../../../shared/reading.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import type { TextEngine } from '../text/engine.ts'
import { joinWords } from '../text/read-line.ts'
import { type Cell, isEmpty } from './cells.ts'
import { columnsByTitles, type KkColumn, type KkTable, mergeColumns, standardColumns } from './columns.ts'
import { numberColumn } from './number-column.ts'
import { readCellLines } from './read-cell.ts'
import { type MemberColumn, type MemberColumns, memberLists, type ReadMemberColumn } from './read-members.ts'

export interface TableCells {
  table: KkTable
  /** Cells above the members, row by row. */
  titles(): Cell[][]
  /** Cells of the members. */
  members: readonly (readonly Cell[])[]
}

/** The recognised columns of a table, and their order. */
export interface ReadTable {
  order: readonly KkColumn[]
  columns: MemberColumns
}

/** From this confidence on a value fits its column. */
const minFitting = 0.6
/** Maximum confidence of a value in an unproven column: it may be right, but a person has to confirm it. */
const maxWhereDoubtful = 0.8

/**
 * Reads a table except for its NIK. The columns are taken to be the standard ones; where their values
 * contradict that, the titles are read; where these are illegible, columns that do not fit are dropped and
 * all others get a low confidence: another order of columns must not be read wrongly with confidence.
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

/** Whether half of the printed values fit the column; free text and empty columns prove nothing. */
function fits(field: KkMemberField, { order, columns }: ReadTable, members: TableCells['members']): boolean {
  if (field === 'nik') return numberColumn(members) === order.indexOf(field)
  if (!isProvable(field)) return true
  const printed = members.filter((row) => !isEmpty(row[order.indexOf(field)])).length
  const meant = (columns[field] ?? []).filter((value) => value && value.confidence >= minFitting).length
  return meant >= printed / 2
}

/** Whether values can prove the column: free text cannot. */
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
  const lowered = (column: MemberColumn): MemberColumn =>
    column.map((read): ReadValue | undefined =>
      read ? { ...read, confidence: Math.min(read.confidence, maxWhereDoubtful) } : undefined,
    )
  for (const field of order) {
    const column = field === null ? undefined : columns[field]
    if (field !== null && column && !mismatched.includes(field)) columnsLeft[field] = lowered(column)
  }
  return { order, columns: columnsLeft }
}
