import { countNonZero } from '../../pixels/binary-mask.ts'
import { findEdges } from '../../pixels/edges.ts'
import { bordersOf, houghLines } from '../../pixels/hough-lines.ts'
import { contains, overlap, sharesThreeSides } from '../../pixels/quadrilateral.ts'
import { contrastsWithSurroundings, isPartOfLargerPage } from './is-part-of-larger-page.ts'
import type { Layers } from './layers.ts'
import { type Candidate, searchQuadrilaterals } from './quadrilateral-search.ts'
import { countPrintInside, minSheetPart, type ScoredOutline, scoreOutline } from './score-outline.ts'
import { cardShapeTolerance, shapeDistance } from './sheet-size.ts'

const maxLines = 40
const limits = { minSide: 0.1, minSupport: 0.4, meanSupport: 0.7, maxAtBorder: 0 }
/** Where a side is missing the others must be clear. */
const limitsAtBorder = { minSide: 0.2, minSupport: 0.6, meanSupport: 0.85, maxAtBorder: 1 }

/** From this part of the picture on, an outline may be of a page that fills it. */
const largeOutline = 0.5

/** What lies within a page that fills the picture, and is none itself. */
const isPart = (outline: ScoredOutline, layers: Layers): boolean =>
  outline.area >= largeOutline * layers.print.width * layers.print.height &&
  isPartOfLargerPage(outline, layers)

/** The outlines of cards and sheets in a picture of some 600 pixels; where there are none, one that its border cuts. */
export function findOutlines(layers: Layers): ScoredOutline[] {
  const lines = houghLines(findEdges(layers.surfaces), layers.print.width, layers.print.height, maxLines)
  const inside = selectOutlines(searchQuadrilaterals(lines, layers.print, limits), layers)
  if (inside.length > 0) return inside.filter((outline) => !isPart(outline, layers))
  const withBorders = [...lines, ...bordersOf(layers.print.width, layers.print.height)]
  const atBorder = selectOutlines(searchQuadrilaterals(withBorders, layers.print, limitsAtBorder), layers)
  return atBorder.filter((outline) => !isPartOfLargerPage(outline, layers))
}

const minScore = 1.3
/** A card or sheet that was meant to be read shows at least so much print for its size, though it be blurred. */
const minPrint = 0.012
/** From this part of the print of an outer outline on, the inner ones are the pages. */
const maxInnerPrint = 0.5
/** In a picture of several cards none is smaller than this part of the largest. */
const minRelativeCard = 0.5
/** Of what lies around smaller pages than this part of the picture, most must be empty. */
const smallPart = 0.2
/** In a picture of the shape of a card, which may be one, the same holds up to this part. */
const largePart = 0.5
/** A card of this part of the picture is larger than the photo on one that fills it. */
const minPhotoPart = 0.12

/** The outlines that are cards, any number of them, or one sheet; none overlapping another. */
function selectOutlines(candidates: readonly Candidate[], layers: Layers): ScoredOutline[] {
  const picture = layers.print.width * layers.print.height
  const rated = candidates
    .flatMap((candidate) => scoreOutline(candidate, layers) ?? [])
    .filter(({ score, isCard, area }) => score >= minScore && (isCard || area >= minSheetPart * picture))
    .sort((a, b) => b.score - a.score)
    .slice(0, 80)
    .map((outline) => ({ ...outline, print: countPrintInside(outline.corners, layers.faintPrint) }))
    .filter(({ print, area }) => print >= minPrint * area)
  const selected: ScoredOutline[] = []
  for (const outline of rated) {
    const rivals = selected.filter((other) => overlap(outline.corners, other.corners))
    if (!supersedes(outline, rivals)) continue
    for (const rival of rivals) selected.splice(selected.indexOf(rival), 1)
    selected.push(outline)
  }
  return accountsForPrint(selected, layers) ? keepOneKind(selected) : []
}

/**
 * The new one has the lower score: it must contain the others, and much print that they leave out; or they are what a
 * shadow or a fold across it parts it into.
 */
function supersedes(outline: ScoredOutline, rivals: readonly ScoredOutline[]): boolean {
  if (!rivals.every((rival) => contains(outline.corners, rival.corners))) return false
  const print = rivals.reduce((sum, rival) => sum + rival.print, 0)
  return print < maxInnerPrint * outline.print || rivals.every((rival) => isPartOf(rival, outline))
}

/** A part is smaller by more than the edge and the shadow of a page lie apart, and the page is framed on all sides. */
const maxPartOfPage = 0.8
const minFrame = 0.9

const isPartOf = (part: ScoredOutline, page: ScoredOutline): boolean =>
  page.weakestSide >= minFrame &&
  part.area < maxPartOfPage * page.area &&
  sharesThreeSides(page.corners, part.corners)

function keepOneKind(selected: readonly ScoredOutline[]): ScoredOutline[] {
  const largest = Math.max(...selected.map(({ area }) => area))
  const main = selected.find(({ area }) => area === largest)
  return selected.filter(
    (outline) =>
      outline === main || (main?.isCard && outline.isCard && outline.area >= minRelativeCard * largest),
  )
}

/**
 * The one photo on a card that fills the picture is framed like a card itself, but the print is elsewhere. What looks like
 * print around a clearly framed card may be the pattern of a table, of another colour than the card.
 */
function accountsForPrint(selected: readonly ScoredOutline[], layers: Layers): boolean {
  const { print } = layers
  const area = selected.reduce((sum, outline) => sum + outline.area, 0)
  const picture = print.width * print.height
  const perhapsCard = shapeDistance(print.width / print.height).card < cardShapeTolerance
  if (perhapsCard ? area >= largePart * picture : selected.length > 1 || area >= smallPart * picture)
    return true
  const isOnPattern = (outline: ScoredOutline) =>
    outline.isCard &&
    outline.weakestSide >= minFrame &&
    outline.area >= minPhotoPart * picture &&
    contrastsWithSurroundings(outline, layers)
  if (!perhapsCard && selected.every(isOnPattern)) return true
  const inside = selected.reduce((sum, { corners }) => sum + countPrintInside(corners, print), 0)
  return countNonZero(print) <= 2 * inside
}
