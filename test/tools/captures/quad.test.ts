import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blankPicture, placePage } from './compose.ts'
import { flatQuad, invert, pageToPicture, project, type Quad } from './quad.ts'

/** A convex quad: a page whose corners were moved by less than a third of its size. */
const quads = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 8, maxLength: 8 }).map(
  ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]): Quad => [
    { x: 100 + a, y: 50 + b },
    { x: 300 + c, y: 50 + d },
    { x: 300 + e, y: 200 + f },
    { x: 100 + g, y: 200 + h },
  ],
)

test('a page is mapped corner to corner, and back to where it came from', () => {
  fc.assert(
    fc.property(
      quads,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (quad, u, v) => {
        const there = pageToPicture(quad)
        const corners = [
          project(there, 0, 0),
          project(there, 1, 0),
          project(there, 1, 1),
          project(there, 0, 1),
        ]
        for (const [index, { x, y }] of quad.entries()) {
          expect(corners[index]?.x).toBeCloseTo(x, 6)
          expect(corners[index]?.y).toBeCloseTo(y, 6)
        }
        const spot = project(there, u, v)
        const back = project(invert(there), spot.x, spot.y)
        expect(back.x).toBeCloseTo(u, 6)
        expect(back.y).toBeCloseTo(v, 6)
      },
    ),
  )
})

test('a page is laid within its corners to the pixel, its top left where the first corner is', () => {
  const picture = blankPicture(200, 160, [0, 0, 0])
  const data = new Uint8Array(40 * 20 * 4).fill(200)
  for (let y = 0; y < 10; y++) data.fill(100, y * 160, y * 160 + 80)
  const quad = flatQuad({ x: 100, y: 80 }, 120, 60, 90)
  placePage(picture, { data, width: 40, height: 20 }, quad)
  const level = (x: number, y: number) => picture.data[(y * 200 + x) * 3]
  // Turned clockwise by a quarter, the page's top is on the right: x 70 to 130, y 20 to 140.
  for (const [x, y] of [
    [71, 80],
    [129, 80],
    [100, 21],
    [100, 138],
  ] as const)
    expect(level(x, y)).toBeGreaterThan(0)
  expect([level(68, 80), level(132, 80), level(100, 18), level(100, 142)]).toEqual([0, 0, 0, 0])
  expect([level(120, 40), level(80, 40), level(120, 120), level(80, 120)]).toEqual([100, 200, 200, 200])
})
