import type { PageReading } from '../../../shared/reading.ts'
import type { BinaryMask } from '../pixels/binary-mask.ts'
import { connectedComponents } from '../pixels/connected-components.ts'
import type { GrayImage } from '../pixels/gray-image.ts'
import { decodeWithColourDropout } from './colour-dropout.ts'
import { findBorderlessGrid, minColumns } from './kk/borderless-grid.ts'
import { columnCount, findGrids, isHorizontalOf, isVerticalOf } from './kk/grid.ts'
import { readKk, readKkWithoutTables } from './kk/read-kk.ts'
import { readCard } from './ktp/read-card.ts'
import { binarise } from './segmentation/binarise.ts'
import { eraseRulings } from './segmentation/erase-rulings.ts'
import { findRulings, type Ruling } from './segmentation/rulings.ts'
import type { TextEngine } from './text/engine.ts'

/**
 * An A4 sheet at 212 dpi, as sheets are stored: a higher resolution costs time and is recognised no better.
 */
const maxEdge = 2480

/**
 * Reads a stored page, upright, one card or sheet: as a KK where it has ruled tables or that title, otherwise
 * as a KTP.
 */
export async function readPage(engine: TextEngine, jpeg: Uint8Array): Promise<PageReading> {
  const page = await decodeWithColourDropout(jpeg, maxEdge)
  const horizontals = findRulings(page, 'horizontal', Math.round(page.width * 0.02))
  const verticals = findRulings(page, 'vertical', Math.round(page.width * 0.014))
  const grids = findGrids(page, horizontals, verticals)
  const [first] = grids
  if (first && columnCount(first) < minColumns) {
    // A poor copy keeps some of a table's lines: what they enclose is not its cells.
    const blobs = connectedComponents(binariseSheet(page))
    const printed = findBorderlessGrid(page, blobs)
    if (printed) return readKk(engine, page, [printed], blobs)
  }
  if (grids.length === 0) {
    const card = await readCard(engine, page)
    return card.kind === 'other'
      ? ((await readKkWithoutTables(engine, page, connectedComponents(binariseSheet(page)))) ?? card)
      : card
  }
  const mask = binariseSheet(page)
  const ofTables = (isOf: typeof isHorizontalOf) => (line: Ruling) => grids.some((grid) => isOf(grid, line))
  eraseRulings(mask, 'horizontal', horizontals.filter(ofTables(isHorizontalOf)))
  eraseRulings(mask, 'vertical', verticals.filter(ofTables(isVerticalOf)))
  return readKk(engine, page, grids, connectedComponents(mask))
}

const binariseSheet = (page: GrayImage): BinaryMask => binarise(page, Math.round(page.width * 0.011))
