import { type DownscaledImage, downscale } from '../../pixels/downscale.ts'
import { rectifiedAspectRatio } from '../../pixels/homography.ts'
import type { Image } from '../../pixels/image.ts'
import { type PixelPoint, type Quadrilateral, startAtTopLeft } from '../../pixels/quadrilateral.ts'
import { cutOutline } from './cut-sheet.ts'
import { findOutlines } from './find-outlines.ts'
import type { FoundSheet } from './found-sheet.ts'
import { separateLayers } from './layers.ts'
import { findPrintBlocks, type PrintBlock } from './print-block.ts'
import { refineOutline } from './refine-outline.ts'
import type { ScoredOutline } from './score-outline.ts'
import { shapeDistance } from './sheet-size.ts'
import { contradictedByTextSkew, findSkew } from './skew.ts'
import { wholePicturePage } from './whole-picture.ts'

/** Outlines are found in an image of this longest edge; their position is then measured in the full one. */
const searchEdge = 640
/** Maximum error in pixels of an outline found in the small image. */
const searchError = 2.5

/**
 * What is found in a small copy of the picture; coordinates are `factor` times larger in the picture itself.
 */
interface Analysis {
  factor: number
  outlines: readonly ScoredOutline[]
  /** Cards beside those outlines. */
  blocks: readonly PrintBlock[]
  /** Of a picture without outlines, in degrees clockwise. */
  skew: number
}

/** Analyses a copy of the picture whose longest edge is at most `searchEdge`. */
function analyse(small: DownscaledImage): Analysis {
  const layers = separateLayers(small)
  const found = findOutlines(layers)
  const outlines = found.filter(
    ({ isCard, corners }) => isCard || !contradictedByTextSkew(corners, layers.print),
  )
  const known = outlines.map(({ corners }) => corners)
  const hasSheet = found.some(({ isCard, cut }) => !isCard || cut > 0)
  const blocks = hasSheet ? [] : findPrintBlocks(layers, known)
  const isWhole = outlines.length + blocks.length === 0
  return { factor: small.factor, outlines, blocks, skew: isWhole ? findSkew(layers.print) : 0 }
}

/**
 * Every card (KTP-el, JKN) in a picture, anywhere and at any angle, or the one sheet (A4, F4); without an
 * outline the picture itself is the page. Pages are cropped, straight and without perspective but not upright
 * yet: the orientation network decides between the four rotations.
 */
export function findSheets(picture: Image): FoundSheet[] {
  const { factor, outlines, blocks, skew } = analyse(downscale(picture, searchEdge))
  const outlined = outlines.map((outline) => {
    return cutOutline(picture, startAtTopLeft(refineOnPicture(picture, factor, outline)), outline.cut)
  })
  const printed = blocks.map(({ corners, solid }) => {
    const card = solid
      ? refineOnPicture(picture, factor, { corners, isCard: true, cut: 0 })
      : scaleUp(corners, factor)
    return cutOutline(picture, startAtTopLeft(card), 0)
  })
  const found = [...outlined, ...printed]
  return found.length > 0 ? found : [wholePicturePage(picture, skew)]
}

/**
 * Refines an outline on the full picture. A card that loses its aspect ratio there was pulled to print at its
 * rim.
 */
function refineOnPicture(
  picture: Image,
  factor: number,
  { corners, isCard, cut }: Pick<ScoredOutline, 'corners' | 'isCard' | 'cut'>,
): Quadrilateral {
  const rough = scaleUp(corners, factor)
  const refined = refineOutline(picture, rough, searchError * factor)
  if (!isCard || cut > 0) return refined
  const cardDistance = (outline: Quadrilateral) =>
    shapeDistance(rectifiedAspectRatio(outline, picture.width, picture.height)).card
  return cardDistance(refined) > cardDistance(rough) + 0.02 ? rough : refined
}

function scaleUp([a, b, c, d]: Quadrilateral, factor: number): Quadrilateral {
  const scaled = ({ x, y }: PixelPoint) => ({ x: (x + 0.5) * factor, y: (y + 0.5) * factor })
  return [scaled(a), scaled(b), scaled(c), scaled(d)]
}
