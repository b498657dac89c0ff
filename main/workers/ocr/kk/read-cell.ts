import type { GrayImage } from '../../pixels/gray-image.ts'
import type { TextEngine } from '../text/engine.ts'
import { type PageWord, type ReadingOptions, readLine } from '../text/read-line.ts'
import type { Cell } from './cells.ts'

/** The words of a cell, line by line. */
export function readCellLines(
  engine: TextEngine,
  page: GrayImage,
  cell: Cell,
  options: ReadingOptions = {},
): Promise<PageWord[][]> {
  return Promise.all(
    cell.lines.map((line) =>
      readLine(engine, page, [line], line.letterHeight, { ...options, bounds: cell.box }),
    ),
  )
}

/** The words of a cell's lines, one line after the other. */
export const readCell = async (...of: Parameters<typeof readCellLines>): Promise<PageWord[]> =>
  (await readCellLines(...of)).flat()
