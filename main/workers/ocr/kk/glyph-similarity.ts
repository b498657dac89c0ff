import { around, type Box, boxHeight, boxWidth, grown } from '../../pixels/box.ts'
import { crop, type GrayImage } from '../../pixels/gray-image.ts'
import { resize } from '../../pixels/resize.ts'
import type { Cell } from './cells.ts'

/** The look of a cell's print at a size of its own, to find the same words again without reading them. */
export interface Look {
  picture: GrayImage
  /** Width by height on the page. */
  shape: number
  lines: number
}

const height = 18
/** Columns of a look that are compared at a time: one letter, for one letter may make another word. */
const letter = 14

export function lookOf(page: GrayImage, cell: Cell): Look {
  const box: Box = grown(around(cell.lines), { x: 1, y: 1 }, page)
  const shape = boxWidth(box) / boxHeight(box)
  const tall = height * cell.lines.length
  const picture = resize(crop(page, box), Math.max(letter, Math.round(shape * tall)), tall)
  return { picture, shape, lines: cell.lines.length }
}

/**
 * Whether two cells hold the same print, by the letter in which they are least alike: 1 the same, below 0.5 another
 * letter somewhere.
 */
export function sameness(a: Look, b: Look): number {
  if (a.lines !== b.lines || Math.abs(a.shape - b.shape) > 0.04 * Math.max(a.shape, b.shape) + 0.1) return 0
  const width = Math.min(a.picture.width, b.picture.width)
  let least = 1
  for (let from = 0; from + letter <= width; from += letter / 2) {
    let best = 0
    // A pixel of the page more or less at the edge shifts the whole picture.
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        best = Math.max(best, correlation(a.picture, b.picture, from, dx, dy))
      }
    }
    least = Math.min(least, best)
    if (least < 0.4) return least
  }
  return least
}

/** How alike the shades of two pictures are in the columns of a letter (Pearson), the second shifted. */
function correlation(a: GrayImage, b: GrayImage, from: number, dx: number, dy: number): number {
  let count = 0
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0]
  for (let y = 1; y < a.height - 1; y++) {
    for (let x = Math.max(1, from); x < Math.min(a.width, b.width, from + letter) - 1; x++) {
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
