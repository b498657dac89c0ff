import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutSheet } from '../../../../../main/workers/imaging/page-detection/cut-sheet.ts'
import type { Image } from '../../../../../main/workers/pixels/image.ts'
import { Corners } from '../../../../../shared/area.ts'
import { turnCorners } from '../../../../../shared/quarter-turns.ts'
import { blankPicture } from '../../../../tools/captures/compose.ts'
import { flatQuad } from '../../../../tools/captures/quad.ts'
import { compose, renderKtp, worstCorner } from './composed-pictures.ts'

test('corners that a person has set name the page upright: it comes out so', async () => {
  const picture = blankPicture(1600, 1200, [150, 108, 66])
  const upsideDown = flatQuad({ x: 800, y: 600 }, 1000, 631, 184)
  const printed = await renderKtp(300)
  compose(picture, printed, upsideDown)
  const corners = Corners.parse(upsideDown.map(({ x, y }) => ({ x: x / 1600, y: y / 1200 })))
  const { pixels, outline } = cutSheet(picture, corners)
  expect(outline).toBe('card')
  // Interpolating costs the print some contrast; lying two pixels beside its place costs far more.
  expect(difference(pixels, printed, 0)).toBeLessThan(0.6 * difference(pixels, printed, 2))
  expect(worstCorner(corners, upsideDown, picture)).toBeLessThan(0.001)
})

/** The mean difference to the card as it was printed, laid `beside` pixels away from the middle. */
function difference(
  { data, width, height }: Image,
  printed: Awaited<ReturnType<typeof renderKtp>>,
  beside: number,
): number {
  const straight = blankPicture(width, height, [255, 255, 255])
  compose(straight, printed, flatQuad({ x: width / 2 + beside, y: height / 2 }, width, height, 0))
  return data.reduce((sum, level, at) => sum + Math.abs(level - (straight.data[at] ?? 0)), 0) / data.length
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true })
const point = fc.record({ x: fraction, y: fraction })
const turns = fc.constantFrom(0, 1, 2, 3)

test('turning corners twice is turning them by both, and the order stays clockwise', () => {
  fc.assert(
    fc.property(fc.tuple(point, point, point, point), turns, turns, (corners, first, second) => {
      const both = ([0, 1, 2, 3] as const)[(first + second) % 4] ?? 0
      expect(turnCorners(turnCorners(corners, first), second)).toEqual(turnCorners(corners, both))
    }),
  )
})
