import type { Box } from '../../pixels/box.ts'
import { reduceToGrey } from '../../pixels/downscale.ts'
import { type GrayImage, rotateQuarter } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'

/** Pieces of a page, made grey only once they are asked for. */
export interface GreyPage {
  width: number
  height: number
  /** The box lies inside the page. */
  cut(box: Box): GrayImage
}

export function greyPage({ data, width, height, channels }: Image): GreyPage {
  return {
    width,
    height,
    cut(box) {
      const row = (box.right - box.left) * channels
      const piece = new Uint8Array(row * (box.bottom - box.top))
      for (let y = box.top; y < box.bottom; y++) {
        const from = (y * width + box.left) * channels
        piece.set(data.subarray(from, from + row), (y - box.top) * row)
      }
      return reduceToGrey(
        { data: piece, width: box.right - box.left, height: box.bottom - box.top, channels },
        1,
      )
    },
  }
}

/** The same page turned by a quarter clockwise. */
export function turnedPage(page: GreyPage): GreyPage {
  return {
    width: page.height,
    height: page.width,
    cut: ({ left, top, right, bottom }) =>
      rotateQuarter(
        page.cut({ left: top, right: bottom, top: page.height - right, bottom: page.height - left }),
      ),
  }
}
