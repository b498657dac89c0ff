import type { Homography } from '../../../main/workers/pixels/homography.ts'
import type { PixelPoint } from '../../../main/workers/pixels/quadrilateral.ts'

/**
 * Where the corners of a page lie in a picture: the top left one of the print first, then clockwise on the
 * page.
 */
export type Quad = readonly [PixelPoint, PixelPoint, PixelPoint, PixelPoint]

export const mapQuad = ([a, b, c, d]: Quad, change: (point: PixelPoint) => PixelPoint): Quad => [
  change(a),
  change(b),
  change(c),
  change(d),
]

/** A page that lies flat, turned clockwise by `degrees` about its middle. */
export function flatQuad(middle: PixelPoint, width: number, height: number, degrees: number): Quad {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const corner = (x: number, y: number): PixelPoint => ({
    x: middle.x + x * cos - y * sin,
    y: middle.y + x * sin + y * cos,
  })
  const [right, bottom] = [width / 2, height / 2]
  return [corner(-right, -bottom), corner(right, -bottom), corner(right, bottom), corner(-right, bottom)]
}

export interface Bounds {
  left: number
  top: number
  right: number
  bottom: number
}

export function boundsOf(quad: Quad): Bounds {
  const xs = quad.map(({ x }) => x)
  const ys = quad.map(({ y }) => y)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

/** Maps the unit square (page) to a quad (picture); Heckbert, Fundamentals of Texture Mapping, 1989. */
export function pageToPicture([p0, p1, p2, p3]: Quad): Homography {
  const dx1 = p1.x - p2.x
  const dx2 = p3.x - p2.x
  const dy1 = p1.y - p2.y
  const dy2 = p3.y - p2.y
  const sx = p0.x - p1.x + p2.x - p3.x
  const sy = p0.y - p1.y + p2.y - p3.y
  const area = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / area
  const h = (dx1 * sy - sx * dy1) / area
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

/** The way back, scaled so that its ninth number is 1. */
export function invert([a, b, c, d, e, f, g, h]: Homography): Homography {
  const scale = a * e - b * d
  return [
    (e - f * h) / scale,
    (c * h - b) / scale,
    (b * f - c * e) / scale,
    (f * g - d) / scale,
    (a - c * g) / scale,
    (c * d - a * f) / scale,
    (d * h - e * g) / scale,
    (b * g - a * h) / scale,
  ]
}

export function project([a, b, c, d, e, f, g, h]: Homography, x: number, y: number): PixelPoint {
  const depth = g * x + h * y + 1
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth }
}
