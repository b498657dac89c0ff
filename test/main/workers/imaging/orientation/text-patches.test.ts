import { expect, test } from 'vitest'
import { findTextPatches } from '../../../../../main/workers/imaging/orientation/text-patches.ts'
import type { GrayImage } from '../../../../../main/workers/pixels/gray-image.ts'

test('patches that stand out equally come from all over the page, not from the first lines of its left', () => {
  const [width, height] = [960, 600]
  const page: GrayImage = { data: new Uint8Array(width * height).fill(240), width, height }
  for (let line = 0; line < 12; line++) {
    for (let y = 40 + line * 44; y < 40 + line * 44 + 16; y++) {
      for (let x = 0; x < width; x++) if (x % 8 < 3) page.data[y * width + x] = 30
    }
  }
  const patches = findTextPatches(page, 8)
  expect(patches).toHaveLength(8)
  const middles = patches.map(({ left, width: wide }) => left + wide / 2)
  expect(Math.max(...middles) - Math.min(...middles)).toBeGreaterThan(width / 2)
})
