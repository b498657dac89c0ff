import type { PixelPoint } from './quadrilateral.ts'

/** A rectangle at any angle. */
export interface RotatedRect {
  /** Of the side `width`, in radians. */
  angle: number
  centre: PixelPoint
  width: number
  height: number
}

/** The bounding rectangle with the smallest area, to a degree. */
export function minAreaRect(points: readonly PixelPoint[]): RotatedRect {
  let smallest = boundingRectAt(points, 0)
  for (let degrees = -44; degrees <= 45; degrees++) {
    const rect = boundingRectAt(points, (degrees * Math.PI) / 180)
    if (rect.width * rect.height < smallest.width * smallest.height) smallest = rect
  }
  return smallest
}

/** The bounding rectangle at that angle. */
export function boundingRectAt(points: readonly PixelPoint[], angle: number): RotatedRect {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const bounds = {
    left: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  }
  for (const { x, y } of points) {
    const across = x * cos + y * sin
    const down = y * cos - x * sin
    bounds.left = Math.min(bounds.left, across)
    bounds.right = Math.max(bounds.right, across)
    bounds.top = Math.min(bounds.top, down)
    bounds.bottom = Math.max(bounds.bottom, down)
  }
  const across = (bounds.left + bounds.right) / 2
  const down = (bounds.top + bounds.bottom) / 2
  const centre = { x: across * cos - down * sin, y: across * sin + down * cos }
  return { angle, centre, width: bounds.right - bounds.left + 1, height: bounds.bottom - bounds.top + 1 }
}
