import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CornerIndex,
  cornerIndexes,
  cornerText,
  moveCorner,
  wholePicture,
} from '../../../renderer/viewer/corners.ts'
import { Corners } from '../../../shared/area.ts'

const sheet: Corners = [
  { x: 0.2, y: 0.1 },
  { x: 0.8, y: 0.15 },
  { x: 0.85, y: 0.9 },
  { x: 0.15, y: 0.8 },
]

describe('moveCorner', () => {
  it('moves one corner', () => {
    const moved = moveCorner(sheet, 2, 0.01, -0.01)
    expect(moved[2]).toEqual({ x: 0.86, y: 0.89 })
    expect(moved.with(2, sheet[2])).toEqual(sheet)
  })

  it('clamps to the picture', () => {
    expect(moveCorner(wholePicture, 0, -0.5, -0.5)).toEqual(wholePicture)
    expect(moveCorner(sheet, 1, 5, -5)[1]).toEqual({ x: 1, y: 0 })
  })

  it('refuses moves that make the quadrilateral concave or flat', () => {
    expect(moveCorner(sheet, 0, 0.7, 0)).toEqual(sheet)
    expect(moveCorner(sheet, 0, 0.6, 0.7)).toEqual(sheet)
  })

  it('is reversible', () => {
    let corners = sheet
    for (let step = 0; step < 7; step++) corners = moveCorner(corners, 3, 0.001, -0.01)
    for (let step = 0; step < 7; step++) corners = moveCorner(corners, 3, -0.001, 0.01)
    expect(corners).toEqual(sheet)
  })

  it('moves corners of rotated cards', () => {
    for (const turns of [1, 2, 3]) {
      const turned = Corners.parse([...sheet.slice(turns), ...sheet.slice(0, turns)])
      for (const index of cornerIndexes) expect(moveCorner(turned, index, 0.01, 0.01)).not.toEqual(turned)
    }
  })

  it('always results in a convex quadrilateral', () => {
    const step = fc.record({
      index: fc.constantFrom<CornerIndex>(...cornerIndexes),
      right: fc.double({ min: -0.6, max: 0.6, noNaN: true }),
      down: fc.double({ min: -0.6, max: 0.6, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const end = steps.reduce(
          (corners, { index, right, down }) => moveCorner(corners, index, right, down),
          sheet,
        )
        expect(() => Corners.parse(end)).not.toThrow()
        expect(shoelace(end)).toBeGreaterThan(0)
      }),
    )
  })

  it('cornerText formats fractions with a decimal comma', () => {
    expect(cornerText({ x: 0.1249, y: 1 })).toBe('12,5 % dari kiri, 100,0 % dari atas')
  })
})

/** Twice the area, positive where the corners go round clockwise as seen. */
function shoelace(corners: Corners): number {
  return corners.reduce((sum, { x, y }, index) => {
    const next = corners[(index + 1) % 4] ?? { x, y }
    return sum + x * next.y - next.x * y
  }, 0)
}
