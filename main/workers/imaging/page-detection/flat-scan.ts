import type { GrayImage } from '../../pixels/gray-image.ts'
import { areaOf, ends, type Quadrilateral, type Side, sides } from '../../pixels/quadrilateral.ts'
import { findSkew } from './skew.ts'

/** From this part of the picture on a sheet is as large as the glass it lies on. */
const fillsPicture = 0.9
/** Degrees by which a side may seem off the lines of the print, and these on one half of the page off all of them. */
const sideTolerance = 0.35
const lineTolerance = 0.3

/**
 * Whether the outline of a sheet that fills the picture is refuted by its print. A sheet as large as the glass cannot lie
 * askew within it: its edges are partly beyond the border, and what was taken for them is the border. Its lines of print
 * tell better how it lies, as long as they run the same way everywhere: then no perspective is to be taken out.
 */
export function contradictedByTextSkew(outline: Quadrilateral, print: GrayImage): boolean {
  if (areaOf(outline) < fillsPicture * print.width * print.height) return false
  const skew = findSkew(print)
  if (sides.every((side) => Math.abs(tiltOf(outline, side) - skew) <= sideTolerance)) return false
  return halvesOf(print).every((half) => Math.abs(findSkew(half) - skew) <= lineTolerance)
}

/** Degrees, clockwise, by which a side is off the level or the upright, whichever is nearer. */
function tiltOf(outline: Quadrilateral, side: Side): number {
  const [from, to] = ends(outline, side)
  const degrees = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI
  return degrees - Math.round(degrees / 90) * 90
}

/** The upper, the lower, the left and the right half. */
function halvesOf(plane: GrayImage): GrayImage[] {
  const [middleX, middleY] = [plane.width >> 1, plane.height >> 1]
  return [
    piece(plane, { left: 0, top: 0, right: plane.width, bottom: middleY }),
    piece(plane, { left: 0, top: middleY, right: plane.width, bottom: plane.height }),
    piece(plane, { left: 0, top: 0, right: middleX, bottom: plane.height }),
    piece(plane, { left: middleX, top: 0, right: plane.width, bottom: plane.height }),
  ]
}

function piece(
  { data, width }: GrayImage,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): GrayImage {
  const cut = new Uint8Array((right - left) * (bottom - top))
  for (let y = top; y < bottom; y++) {
    cut.set(data.subarray(y * width + left, y * width + right), (y - top) * (right - left))
  }
  return { data: cut, width: right - left, height: bottom - top }
}
