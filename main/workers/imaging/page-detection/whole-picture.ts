import type { Corners } from '../../../../shared/area.ts'
import { downscale, toGray } from '../../pixels/downscale.ts'
import type { Image } from '../../pixels/image.ts'
import type { Quadrilateral } from '../../pixels/quadrilateral.ts'
import { warpPerspective } from '../../pixels/warp-perspective.ts'
import { maxCardEdge, maxSheetEdge } from './cut-sheet.ts'
import type { FoundSheet } from './found-sheet.ts'
import { separatePrint } from './layers.ts'
import { cardShapeTolerance, inchesOf, shapeDistance } from './sheet-size.ts'
import { findSkew } from './skew.ts'

const pictureCorners: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]
/** Degrees that are not worth a picture that is calculated anew. */
const negligibleDegrees = 0.1

/**
 * The picture itself as a page, its lines made level, which are off by `skew` degrees clockwise; its corners reach into
 * white, so that nothing is lost. Of a card's shape it is one that was cut out before, and must be as good as a card.
 */
export function wholePicturePage(picture: Image, skew: number): FoundSheet {
  const isCard = shapeDistance(picture.width / picture.height).card < cardShapeTolerance
  return {
    outline: isCard ? 'card' : 'whole',
    corners: pictureCorners,
    dotsPerInch: resolutionOf(picture, isCard),
    cutPart: 0,
    pixels: deskew(picture, skew, isCard ? maxCardEdge : maxSheetEdge),
  }
}

function deskew(picture: Image, degrees: number, maxEdge: number): Image {
  const angle = (degrees * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const width = picture.width * cos + picture.height * Math.abs(sin)
  const height = picture.height * cos + picture.width * Math.abs(sin)
  const scale = Math.min(1, maxEdge / Math.max(width, height))
  if (scale === 1 && Math.abs(degrees) < negligibleDegrees) return picture
  const corner = (x: number, y: number) => ({
    x: picture.width / 2 + x * width * cos - y * height * sin,
    y: picture.height / 2 + x * width * sin + y * height * cos,
  })
  const frame: Quadrilateral = [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 0.5), corner(-0.5, 0.5)]
  return warpPerspective(picture, frame, Math.round(width * scale), Math.round(height * scale))
}

/** A picture of the shape of a sheet is a scan of one; anything else says nothing of its size. */
function resolutionOf({ width, height }: Image, isCard: boolean): number | null {
  const ratio = Math.max(width / height, height / width)
  if (isCard) return Math.max(width, height) / inchesOf('card', ratio).long
  if (shapeDistance(ratio).sheet > 0.03) return null
  return Math.max(width, height) / inchesOf('sheet', ratio).long
}

/** Lines are level enough at this longest edge to tell how far they are from it. */
const searchEdge = 640

/** The picture itself as a page, whatever lies in it: what `findSheets` gives of one without an outline. */
export const deskewWholePicture = (picture: Image): FoundSheet =>
  wholePicturePage(picture, findSkew(separatePrint(toGray(downscale(picture, searchEdge))).print))
