import { type Pixels, reduceToGrey } from '../../sheets/sheets.ts'
import type { Box, Grey } from '../picture/grey.ts'

/** A picture turned by a quarter clockwise. */
export function turnedGrey({ data, width, height }: Grey): Grey {
  const turned = new Uint8Array(data.length)
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++, from++) turned[x * height + height - 1 - y] = data[from] ?? 0
  }
  return { data: turned, width: height, height: width }
}

/** Pieces of a page, made grey only once they are asked for. */
export interface GreyPage {
  width: number
  height: number
  /** The box lies inside the page. */
  cut(box: Box): Grey
}

export function greyPage({ data, width, height }: Pixels): GreyPage {
  return {
    width,
    height,
    cut(box) {
      const piece = new Uint8Array((box.right - box.left) * (box.bottom - box.top) * 3)
      const row = (box.right - box.left) * 3
      for (let y = box.top; y < box.bottom; y++) {
        const from = (y * width + box.left) * 3
        piece.set(data.subarray(from, from + row), (y - box.top) * row)
      }
      return reduceToGrey({ data: piece, width: box.right - box.left, height: box.bottom - box.top }, 1)
    },
  }
}

/** The same page turned by a quarter clockwise. */
export function turnedPage(page: GreyPage): GreyPage {
  return {
    width: page.height,
    height: page.width,
    cut: ({ left, top, right, bottom }) =>
      turnedGrey(
        page.cut({ left: top, right: bottom, top: page.height - right, bottom: page.height - left }),
      ),
  }
}
