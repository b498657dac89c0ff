import { expect, test } from 'vitest'
import { hasColour, isGray } from '../../../../../main/workers/imaging/encode/colour.ts'
import type { Image } from '../../../../../main/workers/pixels/image.ts'

/** Paper with a square of ink on it. */
function paper(width: number, height: number, side: number): Image {
  const data = new Uint8Array(width * height * 3).fill(236)
  for (let y = 100; y < 100 + side; y++) {
    for (let x = 100; x < 100 + side; x++) data.set([60, 60, 150], (y * width + x) * 3)
  }
  return { data, width, height, channels: 3 }
}

test('a page with a signature in blue is a coloured one, with a speck it is not', () => {
  expect(hasColour(paper(1754, 1240, 60))).toBe(true)
  expect(hasColour(paper(1754, 1240, 20))).toBe(false)
  expect(hasColour({ ...paper(10, 10, 0), channels: 1 })).toBe(false)
})

test('no page in a grey picture has colours: what makes a small card coloured is seen on the whole glass', () => {
  const card = { width: 1011, height: 638 }
  const side = Math.ceil(Math.sqrt(0.001 * card.width * card.height)) + 2
  expect(hasColour(paper(card.width, card.height, side))).toBe(true)
  expect(isGray(paper(2480, 3508, side))).toBe(false)
  expect(isGray(paper(2480, 3508, 0))).toBe(true)
})
