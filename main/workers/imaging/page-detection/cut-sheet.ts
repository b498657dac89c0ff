import type { Corners, Point } from '../../../../shared/area.ts'
import { downscale, toGray } from '../../pixels/downscale.ts'
import { extentOf, rectifiedAspectRatio } from '../../pixels/homography.ts'
import type { Image } from '../../pixels/image.ts'
import { areaOf, type PixelPoint, type Quadrilateral } from '../../pixels/quadrilateral.ts'
import { warpPerspective } from '../../pixels/warp-perspective.ts'
import type { FoundSheet } from './found-sheet.ts'
import { separatePrint } from './layers.ts'
import { findPrintHeight } from './print-height.ts'
import { cardRatio, inchesOf, shapeDistance } from './sheet-size.ts'

/**
 * A card is kept at 400 dpi at most, a sheet of A4 at 212: what reading needs, and a budget of bytes allows.
 */
export const maxCardEdge = 1350
export const maxSheetEdge = 2480

/** Tolerance for a card's aspect ratio, as a logarithm. */
const cardTolerance = 0.06
/**
 * From this edge on a card would have 400 dpi, and F4, of almost the same aspect ratio, needs as many pixels
 * to be legible.
 */
const ambiguousEdge = 1350
/**
 * Height of the larger print relative to the longer side: at least this on a KTP-el (measured minimum
 * 0.0114), less on a KK (0.0087).
 */
const minCardPrint = 0.01

/** Cuts a page out of its picture by corners set by a person, in upright order. Never upscales. */
export function cutSheet(picture: Image, [a, b, c, d]: Corners): FoundSheet {
  const inPicture = ({ x, y }: Point): PixelPoint => ({ x: x * picture.width, y: y * picture.height })
  return cutOutline(picture, [inPicture(a), inPicture(b), inPicture(c), inPicture(d)], 0)
}

/** Cuts out a page; the part `cutPart` of it is beyond the border of the picture. */
export function cutOutline(picture: Image, corners: Quadrilateral, cutPart: number): FoundSheet {
  const ratio = rectifiedAspectRatio(corners, picture.width, picture.height)
  const extent = extentOf(corners)
  const across = extent.width > extent.height
  const outline = isCard(picture, corners, ratio) ? 'card' : 'sheet'
  const maxEdge = outline === 'card' ? maxCardEdge : maxSheetEdge
  const long = Math.round(Math.min(maxEdge, Math.max(extent.width, extent.height)))
  const short = Math.round(
    long / (outline === 'card' && cutPart === 0 ? cardRatio : Math.max(ratio, 1 / ratio)),
  )
  return {
    outline,
    corners: toFractions(corners, picture),
    dotsPerInch: resolutionOf(corners, outline, ratio),
    cutPart,
    pixels: warpPerspective(picture, corners, across ? long : short, across ? short : long),
  }
}

function isCard(picture: Image, corners: Quadrilateral, ratio: number): boolean {
  if (shapeDistance(ratio).card > cardTolerance) return false
  const { width, height } = extentOf(corners)
  if (Math.max(width, height) < ambiguousEdge) return true
  const scale = 700 / Math.max(width, height)
  const small = downscale(picture, Math.ceil(Math.max(picture.width, picture.height) * scale))
  const shrunk = corners.map(({ x, y }) => ({ x: x / small.factor, y: y / small.factor }))
  const [a, b, c, d] = shrunk
  if (!a || !b || !c || !d) return true
  const page = warpPerspective(
    small,
    [a, b, c, d],
    Math.round(width / small.factor),
    Math.round(height / small.factor),
  )
  const print = findPrintHeight(separatePrint(toGray(page)).print)
  return print === undefined || print >= minCardPrint * Math.max(page.width, page.height)
}

/** Pixels per inch, from the area, which perspective leaves nearly as it is. */
function resolutionOf(corners: Quadrilateral, outline: 'card' | 'sheet', ratio: number): number {
  const { long, short } = inchesOf(outline, Math.max(ratio, 1 / ratio))
  return Math.sqrt(Math.abs(areaOf(corners)) / (long * short))
}

function toFractions([a, b, c, d]: Quadrilateral, { width, height }: Image): Corners {
  const clamped = ({ x, y }: PixelPoint): Point => ({
    x: Math.min(1, Math.max(0, x / width)),
    y: Math.min(1, Math.max(0, y / height)),
  })
  return [clamped(a), clamped(b), clamped(c), clamped(d)]
}
