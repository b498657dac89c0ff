import { expect, test } from 'vitest'
import { composeLineImage } from '../../../../../main/workers/ocr/segmentation/line-image.ts'
import type { GrayImage } from '../../../../../main/workers/pixels/gray-image.ts'

const page: GrayImage = { data: new Uint8Array(400 * 120).fill(240), width: 400, height: 120 }
const letterHeight = 20

/** A black bar as high as capitals. */
function print(left: number, top: number) {
  const box = { left, top, right: left + 60, bottom: top + letterHeight }
  for (let y = box.top; y < box.bottom; y++)
    page.data.fill(20, y * page.width + left, y * page.width + left + 60)
  return box
}

/** The first row with black in a piece of the line picture. */
function firstRow({ data, width }: GrayImage, from: number, to: number): number {
  for (let y = 0; (y + 1) * width <= data.length; y++) {
    if (data.subarray(y * width + from, y * width + to).some((shade) => shade < 60)) return y
  }
  return -1
}

test('a value that stands half a letter above its label is read on one line with it', () => {
  const pieces = [print(20, 60), print(200, 50)]
  const { image } = composeLineImage(page, pieces, letterHeight)
  const middle = Math.floor(image.width / 2)
  expect(Math.abs(firstRow(image, 0, middle) - firstRow(image, middle, image.width))).toBeLessThanOrEqual(2)
})
