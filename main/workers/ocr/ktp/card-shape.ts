import { boxWidth } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import type { TextRow } from '../segmentation/text-rows.ts'

/** Width of the card in letter heights of its print, where the page is more than the card. */
const cardInLetters = 60
/** Where the photo and what stands under it begin, as part of the card's width. */
const photoBegins = 0.72

/** Whether a page has the shape of an ID-1 card: then it is the card and nothing else. */
export const isCardShaped = (page: GrayImage): boolean =>
  Math.abs(page.width / page.height - 85.6 / 54) < 0.12

/** The rows of the card without what stands in the column of the photo. */
export function withoutPhoto(page: GrayImage, rows: readonly TextRow[]): TextRow[] {
  const heights = rows.map((row) => row.letterHeight).sort((a, b) => a - b)
  const lefts = rows.map((row) => row.left).sort((a, b) => a - b)
  const letterHeight = heights[heights.length >> 1] ?? 0
  const limit = isCardShaped(page)
    ? page.width * photoBegins
    : (lefts[lefts.length >> 2] ?? 0) + letterHeight * cardInLetters * photoBegins
  return rows.flatMap((row) => {
    const segments = row.segments.filter((segment) => segment.left < limit && boxWidth(segment) > 2)
    const last = segments.at(-1)
    return last ? [{ ...row, segments, right: last.right }] : []
  })
}
