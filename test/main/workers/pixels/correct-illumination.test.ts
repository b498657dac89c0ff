import { expect, test } from 'vitest'
import { correctIllumination } from '../../../../main/workers/pixels/correct-illumination.ts'
import type { Image } from '../../../../main/workers/pixels/image.ts'

/** A pale blue page with lines of print, in light that falls off to the right. */
function pageIn(light: (x: number) => number): Image {
  const [width, height] = [600, 380]
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ink = y % 24 < 8 && x % 12 < 4
      const colour = ink ? [40, 40, 44] : [200, 215, 225]
      for (let channel = 0; channel < 3; channel++) {
        data[(y * width + x) * 3 + channel] = (colour[channel] ?? 0) * light(x / width)
      }
    }
  }
  return { data, width, height, channels: 3 }
}

const colourAt = ({ data, width }: Image, x: number, y: number) => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
]

test('paper in the shadow becomes as bright as in the light, in its own colour, and print stays dark', () => {
  const even = correctIllumination(pageIn((x) => 1 - 0.45 * x))
  const [lit, shaded] = [colourAt(even, 30, 13), colourAt(even, 569, 13)]
  for (const channel of [0, 1, 2]) {
    expect(Math.abs((lit[channel] ?? 0) - (shaded[channel] ?? 255))).toBeLessThan(20)
  }
  expect((shaded[2] ?? 0) - (shaded[0] ?? 0)).toBeGreaterThan(15)
  expect(Math.max(...colourAt(even, 578, 100))).toBeLessThan(70)
})

test('a page in even light is left as it is', () => {
  const page = pageIn(() => 0.9)
  expect(correctIllumination(page)).toBe(page)
})
