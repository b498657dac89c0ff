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

/** Outlines are looked for in a picture of this longest edge; their place is then measured in the full one. */
const searchEdge = 640
/** Pixels of the small picture by which the outline that was found there may be off. */
const searchError = 2.5

/** What a small copy shows of a picture: where pages are, some `factor` times larger in the picture itself. */
interface Analysis {
  factor: number
  outlines: readonly ScoredOutline[]
  /** Cards beside those outlines. */
  blocks: readonly PrintBlock[]
  /** Of the picture that is a page itself, in degrees clockwise. */
  skew: number
}

/** Looks a picture over in a copy of it of which the longest edge is `searchEdge` or less. */
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
 * Every card (KTP-el, JKN) that lies in a picture, wherever and however turned, or the one sheet (A4, F4); without an
 * outline the picture itself is the page. Pages come straight, without perspective and without what lies around them,
 * but not yet upright: any of the four turns is possible, until `turnCorners`.
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

/** The outline in the full picture. What was a card and no longer has its shape went astray on the print at its rim. */
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
