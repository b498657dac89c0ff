import type { PageReading } from '../../../shared/reading.ts'
import type { BinaryMask } from '../pixels/binary-mask.ts'
import type { GrayImage } from '../pixels/gray-image.ts'
import { decodeGrey } from './decode-page.ts'
import { columnCount, findGrids, isLevelOf, isUprightOf } from './kk/grid.ts'
import { fewestColumns, findGridOfPrint } from './kk/grid-of-print.ts'
import { readKk, readKkWithoutTables } from './kk/read-kk.ts'
import { readCard } from './ktp/read-card.ts'
import { binarise } from './segmentation/binarise.ts'
import { connectedComponents } from './segmentation/connected-components.ts'
import { eraseRulings } from './segmentation/erase-rulings.ts'
import { findRulings, type Ruling } from './segmentation/rulings.ts'
import type { TextEngine } from './text/engine.ts'

/** An A4 sheet at 212 dpi, as sheets are stored: what is finer costs time and reads no better. */
const longestEdge = 2480

/**
 * Reads a stored page, upright, one card or sheet: as a KK where it has ruled tables or that title, otherwise as a
 * KTP.
 */
export async function readPage(engine: TextEngine, jpeg: Uint8Array): Promise<PageReading> {
  const page = await decodeGrey(jpeg, longestEdge)
  const levels = findRulings(page, 'horizontal', Math.round(page.width * 0.02))
  const uprights = findRulings(page, 'vertical', Math.round(page.width * 0.014))
  const grids = findGrids(page, levels, uprights)
  const [first] = grids
  if (first && columnCount(first) < fewestColumns) {
    // Of a poor copy some of a table's lines are left: what they enclose is not its cells.
    const marks = connectedComponents(sheetInk(page))
    const printed = findGridOfPrint(page, marks)
    if (printed) return readKk(engine, page, [printed], marks)
  }
  if (grids.length === 0) {
    const card = await readCard(engine, page)
    return card.kind === 'other'
      ? ((await readKkWithoutTables(engine, page, connectedComponents(sheetInk(page)))) ?? card)
      : card
  }
  const ink = sheetInk(page)
  const ofTables = (isOf: typeof isLevelOf) => (line: Ruling) => grids.some((grid) => isOf(grid, line))
  eraseRulings(ink, 'horizontal', levels.filter(ofTables(isLevelOf)))
  eraseRulings(ink, 'vertical', uprights.filter(ofTables(isUprightOf)))
  return readKk(engine, page, grids, connectedComponents(ink))
}

const sheetInk = (page: GrayImage): BinaryMask => binarise(page, Math.round(page.width * 0.011))
