import {
  areaOf,
  distanceOf,
  ends,
  isInside,
  type Quadrilateral,
  type Spot,
  sides,
} from '../../pixels/quadrilateral.ts'

/** Outlines of neighbours may touch by that part of their area. */
const touching = 0.08
const probes = 12

export function overlap(a: Quadrilateral, b: Quadrilateral): boolean {
  return covered(a, b) > touching || covered(b, a) > touching
}

/** The part of the one that lies inside the other. */
function covered([p, q, r, s]: Quadrilateral, other: Quadrilateral): number {
  let shared = 0
  for (let row = 0.5; row < probes; row++) {
    for (let column = 0.5; column < probes; column++) {
      const u = column / probes
      const v = row / probes
      const x = (p.x * (1 - u) + q.x * u) * (1 - v) + (s.x * (1 - u) + r.x * u) * v
      const y = (p.y * (1 - u) + q.y * u) * (1 - v) + (s.y * (1 - u) + r.y * u) * v
      if (isInside(other, { x, y })) shared++
    }
  }
  return shared / probes ** 2
}

export function contains(outer: Quadrilateral, inner: Quadrilateral): boolean {
  const middle = centreOf(outer)
  // A corner that both share may lie a pixel outside.
  return inner.every(({ x, y }) =>
    isInside(outer, { x: x + (middle.x - x) * 0.05, y: y + (middle.y - y) * 0.05 }),
  )
}

/** Part of an outline's size by which two sides may lie apart and still be the same. */
const same = 0.02

/** Whether the outer outline is the inner one and what lies beyond one of its sides: they have the other three in common. */
export function sharesThreeSides(outer: Quadrilateral, inner: Quadrilateral): boolean {
  const near = same * Math.sqrt(areaOf(outer))
  const shared = sides.filter((side) => {
    const [from, to] = ends(outer, side)
    const isNear = (spot: Spot) => Math.abs(areaOf([from, to, spot])) * 2 < near * distanceOf(from, to)
    return sides.some((own) => ends(inner, own).every(isNear))
  })
  return shared.length === 3
}

function centreOf(corners: Quadrilateral): Spot {
  return {
    x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
    y: corners.reduce((sum, { y }) => sum + y, 0) / 4,
  }
}
