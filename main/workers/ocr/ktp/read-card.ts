import type { PageReading } from '../../../../shared/reading.ts'
import { connectedComponents } from '../../pixels/connected-components.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { resize } from '../../pixels/resize.ts'
import { binarise } from '../segmentation/binarise.ts'
import { findTextRows, type TextRow } from '../segmentation/text-rows.ts'
import type { TextEngine } from '../text/engine.ts'
import { readLine } from '../text/read-line.ts'
import { fitsLabel } from './assign-lines.ts'
import { cardLines, type KtpRow } from './card-lines.ts'
import { isCardShaped, withoutPhoto } from './card-shape.ts'
import { ktpLines } from './labels.ts'
import { readKtp } from './read-ktp.ts'

/** Card width in pixels for recognition: 310 dpi. */
const cardWidth = 1040
/**
 * Capitals are 24 pixels high on such a card; on one printed in a smaller size they may be a third of that.
 */
const letterLimits = {
  minHeight: 6,
  maxHeight: 60,
  minCapital: 8,
  maxSegmentGap: 1.5,
  maxRowGap: 18,
} as const
/** Rows after which a page without a KTP's label, or with fewer than three in their order, is rejected. */
const rowLimits = { none: 6, few: 14 } as const
/** Labels that make a card a KTP; more of them on a sheet, where forms have some of the same. */
const minLabels = { card: 5, sheet: 9 } as const

/** Reads a page as a KTP-el, or finds that it is none. */
export async function readCard(engine: TextEngine, whole: GrayImage): Promise<PageReading> {
  const isCard = isCardShaped(whole)
  const page = isCard ? resize(whole, cardWidth, Math.round((whole.height * cardWidth) / whole.width)) : whole
  const blobs = connectedComponents(binarise(page, 32))
  const rows = withoutPhoto(page, findTextRows(blobs, letterLimits))
  const readRow = async (row: TextRow): Promise<KtpRow> => ({
    row,
    words: await readLine(engine, page, row.segments, row.letterHeight),
  })
  const read: KtpRow[] = []
  for (const end of [rowLimits.none, rowLimits.few, rows.length]) {
    const part = await Promise.all(rows.slice(read.length, end).map(readRow))
    // What stands below is on every card the same.
    const last = part.findIndex(({ words }) => fitsLabel(words, 'Kewarganegaraan'))
    read.push(...part.slice(0, last === -1 ? part.length : last + 1))
    if (last !== -1) break
    if (read.length === rowLimits.none && !read.some(hasLabel)) return { kind: 'other' }
    if (read.length === rowLimits.few && cardLines(read).count < 3) return { kind: 'other' }
  }
  const card = cardLines(read)
  if (card.count < (isCard ? minLabels.card : minLabels.sheet)) return { kind: 'other' }
  return { kind: 'ktp', fields: await readKtp(engine, page, card) }
}

const hasLabel = ({ words }: KtpRow): boolean => ktpLines.some(({ label }) => fitsLabel(words, label))
