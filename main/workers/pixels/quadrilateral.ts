/** A point in pixels of a picture. */
export interface PixelPoint {
  x: number
  y: number
}

/** Four corners, clockwise on the screen, where y grows downwards. */
export type Quadrilateral = readonly [PixelPoint, PixelPoint, PixelPoint, PixelPoint]

export const sides = [0, 1, 2, 3] as const
export type Side = (typeof sides)[number]

/** Beginning and end of a side: 0 is from the first to the second corner. */
export function sideEnds(quadrilateral: Quadrilateral, side: Side): readonly [PixelPoint, PixelPoint] {
  const [a, b, c, d] = quadrilateral
  return (
    [
      [a, b],
      [b, c],
      [c, d],
      [d, a],
    ] as const
  )[side]
}

export function distanceOf(a: PixelPoint, b: PixelPoint): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}

/** In square pixels; negative when the corners go anticlockwise. */
export function areaOf(corners: readonly PixelPoint[]): number {
  let twice = 0
  for (const [index, corner] of corners.entries()) {
    const next = corners[(index + 1) % corners.length] ?? corner
    twice += corner.x * next.y - next.x * corner.y
  }
  return twice / 2
}

export function isInside(quadrilateral: Quadrilateral, { x, y }: PixelPoint): boolean {
  return sides.every((side) => {
    const [from, to] = sideEnds(quadrilateral, side)
    return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) >= 0
  })
}

/** The smallest and the largest of its four angles, in radians. */
export function anglesOf(quadrilateral: Quadrilateral): { smallest: number; largest: number } {
  const angles = quadrilateral.map((corner, index) => {
    const before = quadrilateral[(index + 3) % 4] ?? corner
    const after = quadrilateral[(index + 1) % 4] ?? corner
    const turn =
      Math.atan2(before.y - corner.y, before.x - corner.x) -
      Math.atan2(after.y - corner.y, after.x - corner.x)
    return ((turn % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)
  })
  return { smallest: Math.min(...angles), largest: Math.max(...angles) }
}

/** Begins with the corner that is nearest to the top left of the picture: the first of the top side. */
export function startAtTopLeft(quadrilateral: Quadrilateral): Quadrilateral {
  const [a, b, c, d] = quadrilateral
  const turns: Quadrilateral[] = [
    [a, b, c, d],
    [b, c, d, a],
    [c, d, a, b],
    [d, a, b, c],
  ]
  const steepness = ([from, to]: Quadrilateral) => Math.abs(Math.atan2(to.y - from.y, to.x - from.x))
  return turns.reduce((best, turn) => (steepness(turn) < steepness(best) ? turn : best))
}

/** A side's own line, and where two of them meet; undefined where they are parallel. */
export interface SideLine {
  cos: number
  sin: number
  distance: number
}

export function intersectLines(a: SideLine, b: SideLine): PixelPoint | undefined {
  const determinant = a.cos * b.sin - a.sin * b.cos
  if (Math.abs(determinant) < 1e-9) return undefined
  return {
    x: (a.distance * b.sin - b.distance * a.sin) / determinant,
    y: (b.distance * a.cos - a.distance * b.cos) / determinant,
  }
}

/** Outlines of neighbours may touch by that part of their area. */
const maxTouching = 0.08
const probes = 12

export function overlap(a: Quadrilateral, b: Quadrilateral): boolean {
  return coveredPart(a, b) > maxTouching || coveredPart(b, a) > maxTouching
}

/** The part of the one that lies inside the other. */
function coveredPart([p, q, r, s]: Quadrilateral, other: Quadrilateral): number {
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
const sideTolerance = 0.02

/** Whether the outer outline is the inner one and what lies beyond one of its sides: they have the other three in common. */
export function sharesThreeSides(outer: Quadrilateral, inner: Quadrilateral): boolean {
  const near = sideTolerance * Math.sqrt(areaOf(outer))
  const shared = sides.filter((side) => {
    const [from, to] = sideEnds(outer, side)
    const isNear = (point: PixelPoint) =>
      Math.abs(areaOf([from, to, point])) * 2 < near * distanceOf(from, to)
    return sides.some((own) => sideEnds(inner, own).every(isNear))
  })
  return shared.length === 3
}

function centreOf(corners: Quadrilateral): PixelPoint {
  return {
    x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
    y: corners.reduce((sum, { y }) => sum + y, 0) / 4,
  }
}
