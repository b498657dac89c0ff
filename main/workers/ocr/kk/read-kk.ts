import type { KkMemberReading, PageReading } from '../../../../shared/reading.ts'
import type { Blob } from '../../pixels/connected-components.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { acrossAt } from '../segmentation/rulings.ts'
import { findTextRows, type TextRow } from '../segmentation/text-rows.ts'
import type { TextEngine } from '../text/engine.ts'
import { findBorderlessGrid } from './borderless-grid.ts'
import { type Cell, fillCells, isEmpty, titleLetters, valueLetters } from './cells.ts'
import type { Grid } from './grid.ts'
import { isNumbered, looksLikeNumber, numberColumn } from './number-column.ts'
import { readHeader } from './read-header.ts'
import { createColumnReader, membersOf, readNikColumn } from './read-members.ts'
import { type ReadTable, readTable, type TableCells } from './read-table.ts'

/** The heading of a KK stands in its upper part, and has no more rows than these, two columns apart. */
const maxHeadingPart = 0.45
const maxHeadingRows = 18

/**
 * Reads a Kartu Keluarga whose tables were found, or finds that the tables are those of something else.
 * @param blobs of the page without its tables' lines
 */
export async function readKk(
  engine: TextEngine,
  page: GrayImage,
  grids: readonly Grid[],
  blobs: readonly Blob[],
): Promise<PageReading> {
  const [first] = grids
  const top = first?.horizontals[0] ? acrossAt(first.horizontals[0], page.width / 2) : page.height
  const [{ fields, isTitled }, members] = await Promise.all([
    readHeader(engine, page, headingRows(page, blobs, top)),
    readMembers(engine, page, grids, blobs),
  ])
  const isKk = isTitled || members.length > 0 || Object.keys(fields).length >= 3
  return isKk ? { kind: 'kk', fields, members } : { kind: 'other' }
}

/**
 * Reads a Kartu Keluarga whose tables' lines cannot be made out: its heading, and the members where their rows can be.
 * Undefined where its title stands nowhere.
 */
export async function readKkWithoutTables(
  engine: TextEngine,
  page: GrayImage,
  blobs: readonly Blob[],
): Promise<PageReading | undefined> {
  const rows = headingRows(page, blobs, page.height * maxHeadingPart)
  const { fields, isTitled } = await readHeader(engine, page, rows.slice(0, maxHeadingRows), 'titled')
  if (!isTitled) return undefined
  const grid = findBorderlessGrid(page, blobs)
  return { kind: 'kk', fields, members: grid ? await readMembers(engine, page, [grid], blobs) : [] }
}

function headingRows(page: GrayImage, blobs: readonly Blob[], bottom: number): TextRow[] {
  return findTextRows(
    blobs.filter((blob) => blob.bottom < bottom),
    {
      minHeight: page.width * 0.0026,
      minCapital: page.width * 0.0035,
      maxHeight: page.width * 0.03,
      maxSegmentGap: 1.5,
      maxRowGap: 30,
    },
  )
}

async function readMembers(
  engine: TextEngine,
  page: GrayImage,
  grids: readonly Grid[],
  blobs: readonly Blob[],
): Promise<KkMemberReading[]> {
  const [first, second] = grids
  if (!first) return []
  const identity = tableCells(page, first, blobs)
  const numbers = numberColumn(identity.values)
  const begin = identity.values.findIndex((row) => looksLikeNumber(row[numbers]) || isNumbered(row))
  if (begin === -1) return []
  const end = identity.values.findIndex((row, index) => index > begin && isEmpty(row[1]) && isEmpty(row[2]))
  const last = end === -1 ? identity.values.length : end
  const readColumn = createColumnReader(engine, page)
  const [read, others] = await Promise.all([
    readTable(engine, page, readColumn, memberCells('identity', identity, begin, last)),
    second && readBelonging(second),
  ])
  const columns = { ...read.columns, ...others?.columns }
  const nik = read.order.indexOf('nik')
  columns.nik = readNikColumn(
    page,
    identity.values.slice(begin, last).map((row) => row[nik]),
    columns,
  )
  return membersOf(columns, last - begin).slice(0, 20)

  function readBelonging(grid: Grid): Promise<ReadTable> {
    const belonging = tableCells(page, grid, blobs)
    // Both tables have the same lines; what is above them may be of another height.
    const offset = belonging.values.length - identity.values.length
    const cells = memberCells('belonging', belonging, begin + offset, last + offset)
    return readTable(engine, page, readColumn, cells)
  }
}

interface GridCells {
  values: Cell[][]
  titles(): Cell[][]
}

const tableCells = (page: GrayImage, grid: Grid, blobs: readonly Blob[]): GridCells => ({
  values: fillCells(grid, blobs, valueLetters(page)),
  titles: () => fillCells(grid, blobs, titleLetters(page)),
})

const memberCells = (
  table: TableCells['table'],
  { values, titles }: GridCells,
  begin: number,
  end: number,
): TableCells => ({ table, titles: () => titles().slice(0, begin), members: values.slice(begin, end) })
