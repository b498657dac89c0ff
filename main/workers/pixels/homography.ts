import { distanceOf, type Quadrilateral } from './quadrilateral.ts'

/**
 * From the unit square to a picture: x = (a u + b v + c) / (g u + h v + 1), y = (d u + e v + f) / (g u + h v + 1),
 * as [a, b, c, d, e, f, g, h].
 */
export type Homography = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
]

/** The perspective that lays the corners (0,0), (1,0), (1,1), (0,1) of the unit square on those of the quadrilateral. */
export function homography([p0, p1, p2, p3]: Quadrilateral): Homography {
  const dx1 = p1.x - p2.x
  const dx2 = p3.x - p2.x
  const sx = p0.x - p1.x + p2.x - p3.x
  const dy1 = p1.y - p2.y
  const dy2 = p3.y - p2.y
  const sy = p0.y - p1.y + p2.y - p3.y
  const determinant = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / determinant
  const h = (dx1 * sy - sx * dy1) / determinant
  return [
    p1.x - p0.x + g * p1.x,
    p3.x - p0.x + h * p3.x,
    p0.x,
    p1.y - p0.y + g * p1.y,
    p3.y - p0.y + h * p3.y,
    p0.y,
    g,
    h,
  ]
}

/** Focal length of the usual phone camera (26 mm on film) in parts of the longer edge of its picture. */
const phoneFocalLength = 0.78

/**
 * Width by height of the rectangle that shows as this quadrilateral in a picture of `width` x `height` pixels,
 * for a camera of the usual focal length that looks at the middle of the picture. A scanner has no perspective:
 * then the focal length does not matter.
 */
export function rectifiedAspectRatio(quadrilateral: Quadrilateral, width: number, height: number): number {
  const focal = phoneFocalLength * Math.max(width, height)
  const centred = quadrilateral.map(({ x, y }) => ({ x: x - width / 2, y: y - height / 2 }))
  const [p0, p1, p2, p3] = centred
  if (!p0 || !p1 || !p2 || !p3) return 1
  const [a, b, , d, e, , g, h] = homography([p0, p1, p2, p3])
  return Math.hypot(a / focal, d / focal, g) / Math.hypot(b / focal, e / focal, h)
}

/** Length in pixels of the longer of two opposite sides, across and down: at least what the picture holds. */
export function extentOf([a, b, c, d]: Quadrilateral): { width: number; height: number } {
  return {
    width: Math.max(distanceOf(a, b), distanceOf(d, c)),
    height: Math.max(distanceOf(a, d), distanceOf(b, c)),
  }
}
