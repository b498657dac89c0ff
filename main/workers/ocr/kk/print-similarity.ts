import { type Box, boundingBox, boxHeight, boxWidth, expandBox } from '../../pixels/box.ts'
import { crop, type GrayImage } from '../../pixels/gray-image.ts'
import { resize } from '../../pixels/resize.ts'
import type { Cell } from './cells.ts'

/** The look of a cell's print at a size of its own, to find the same words again without reading them. */
export interface PrintTemplate {
  image: GrayImage
  /** Width by height on the page. */
  aspectRatio: number
  lines: number
}

const lineHeight = 18
/** Columns of a look that are compared at a time: one letter, for one letter may make another word. */
const windowWidth = 14

export function templateOf(page: GrayImage, cell: Cell): PrintTemplate {
  const box: Box = expandBox(boundingBox(cell.lines), { x: 1, y: 1 }, page)
  const aspectRatio = boxWidth(box) / boxHeight(box)
  const tall = lineHeight * cell.lines.length
  const image = resize(crop(page, box), Math.max(windowWidth, Math.round(aspectRatio * tall)), tall)
  return { image, aspectRatio, lines: cell.lines.length }
}

/**
 * Whether two cells hold the same print, by the letter in which they are least alike: 1 the same, below 0.5 another
 * letter somewhere.
 */
export function similarity(a: PrintTemplate, b: PrintTemplate): number {
  if (
    a.lines !== b.lines ||
    Math.abs(a.aspectRatio - b.aspectRatio) > 0.04 * Math.max(a.aspectRatio, b.aspectRatio) + 0.1
  )
    return 0
  const width = Math.min(a.image.width, b.image.width)
  let worst = 1
  for (let from = 0; from + windowWidth <= width; from += windowWidth / 2) {
    let best = 0
    // A pixel of the page more or less at the edge shifts the whole picture.
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        best = Math.max(best, correlation(a.image, b.image, from, dx, dy))
      }
    }
    worst = Math.min(worst, best)
    if (worst < 0.4) return worst
  }
  return worst
}

/** How alike the shades of two pictures are in the columns of a letter (Pearson), the second shifted. */
function correlation(a: GrayImage, b: GrayImage, from: number, dx: number, dy: number): number {
  let count = 0
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0]
  for (let y = 1; y < a.height - 1; y++) {
    for (let x = Math.max(1, from); x < Math.min(a.width, b.width, from + windowWidth) - 1; x++) {
      const valueA = a.data[y * a.width + x] ?? 0
      const valueB = b.data[(y + dy) * b.width + x + dx] ?? 0
      count++
      sumA += valueA
      sumB += valueB
      squareA += valueA * valueA
      squareB += valueB * valueB
      product += valueA * valueB
    }
  }
  const spread = Math.sqrt((squareA - (sumA * sumA) / count) * (squareB - (sumB * sumB) / count))
  return spread > 0 ? (product - (sumA * sumB) / count) / spread : 0
}
