import type { Box } from '../../pixels/box.ts'
import { downscaleToGray } from '../../pixels/downscale.ts'
import { type GrayImage, rotateQuarter } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'

/** Pieces of a page, made grey only once they are asked for. */
export interface GrayPage {
  width: number
  height: number
  /** The box lies inside the page. */
  crop(box: Box): GrayImage
}

export function createGrayPage({ data, width, height, channels }: Image): GrayPage {
  return {
    width,
    height,
    crop(box) {
      const row = (box.right - box.left) * channels
      const piece = new Uint8Array(row * (box.bottom - box.top))
      for (let y = box.top; y < box.bottom; y++) {
        const from = (y * width + box.left) * channels
        piece.set(data.subarray(from, from + row), (y - box.top) * row)
      }
      return downscaleToGray(
        { data: piece, width: box.right - box.left, height: box.bottom - box.top, channels },
        1,
      )
    },
  }
}

/** The same page turned by a quarter clockwise. */
export function rotatedPage(page: GrayPage): GrayPage {
  return {
    width: page.height,
    height: page.width,
    crop: ({ left, top, right, bottom }) =>
      rotateQuarter(
        page.crop({ left: top, right: bottom, top: page.height - right, bottom: page.height - left }),
      ),
  }
}
