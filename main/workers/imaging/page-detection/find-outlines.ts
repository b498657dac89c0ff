import { countNonZero } from '../../pixels/binary-mask.ts'
import { findEdges } from '../../pixels/edges.ts'
import { bordersOf, houghLines } from '../../pixels/hough-lines.ts'
import { contains, overlap, sharesThreeSides } from '../../pixels/quadrilateral.ts'
import { isPartOfLargerPage, liesOnOther } from './is-part-of-larger-page.ts'
import type { Layers } from './layers.ts'
import { type Candidate, searchQuadrilaterals } from './quadrilateral-search.ts'
import { countInside, leastSheet, type RatedOutline, rateOutline } from './rate-outline.ts'
import { cardShape, distanceFromKnown } from './sheet-size.ts'

const mostLines = 40
const limits = { shortestSide: 0.1, weakestSide: 0.4, meanSide: 0.7, atBorder: 0 }
/** Where a side is missing the others must be clear. */
const limitsAtBorder = { shortestSide: 0.2, weakestSide: 0.6, meanSide: 0.85, atBorder: 1 }

/** From this part of the picture on, an outline may be of a page that fills it. */
const largeOutline = 0.5

/** What lies within a page that fills the picture, and is none itself. */
const isPart = (outline: RatedOutline, scene: Layers): boolean =>
  outline.area >= largeOutline * scene.print.width * scene.print.height && isPartOfLargerPage(outline, scene)

/** The outlines of cards and sheets in a picture of some 600 pixels; where there are none, one that its border cuts. */
export function findOutlines(scene: Layers): RatedOutline[] {
  const lines = houghLines(findEdges(scene.surfaces), scene.print.width, scene.print.height, mostLines)
  const inside = selectOutlines(searchQuadrilaterals(lines, scene.print, limits), scene)
  if (inside.length > 0) return inside.filter((outline) => !isPart(outline, scene))
  const withBorders = [...lines, ...bordersOf(scene.print.width, scene.print.height)]
  const atBorder = selectOutlines(searchQuadrilaterals(withBorders, scene.print, limitsAtBorder), scene)
  return atBorder.filter((outline) => !isPartOfLargerPage(outline, scene))
}

const leastScore = 1.3
/** A card or sheet that was meant to be read shows at least so much print for its size, though it be blurred. */
const leastPrint = 0.012
/** From this part of the print of an outer outline on, the inner ones are the pages. */
const innerPrint = 0.5
/** In a picture of several cards none is smaller than this part of the largest. */
const leastCard = 0.5
/** Of what lies around smaller pages than this part of the picture, most must be empty. */
const small = 0.2
/** In a picture of the shape of a card, which may be one, the same holds up to this part. */
const large = 0.5
/** A card of this part of the picture is larger than the photo on one that fills it. */
const morePhoto = 0.12

/** The outlines that are cards, any number of them, or one sheet; none overlapping another. */
function selectOutlines(candidates: readonly Candidate[], scene: Layers): RatedOutline[] {
  const picture = scene.print.width * scene.print.height
  const rated = candidates
    .flatMap((candidate) => rateOutline(candidate, scene) ?? [])
    .filter(({ score, isCard, area }) => score >= leastScore && (isCard || area >= leastSheet * picture))
    .sort((a, b) => b.score - a.score)
    .slice(0, 80)
    .map((one) => ({ ...one, print: countInside(one.corners, scene.faintPrint) }))
    .filter(({ print, area }) => print >= leastPrint * area)
  const selected: RatedOutline[] = []
  for (const one of rated) {
    const rivals = selected.filter((other) => overlap(one.corners, other.corners))
    if (!beats(one, rivals)) continue
    for (const rival of rivals) selected.splice(selected.indexOf(rival), 1)
    selected.push(one)
  }
  return explainsPicture(selected, scene) ? ofOneKind(selected) : []
}

/**
 * The new one has the lower score: it must contain the others, and much print that they leave out; or they are what a
 * shadow or a fold across it parts it into.
 */
function beats(one: RatedOutline, rivals: readonly RatedOutline[]): boolean {
  if (!rivals.every((rival) => contains(one.corners, rival.corners))) return false
  const print = rivals.reduce((sum, rival) => sum + rival.print, 0)
  return print < innerPrint * one.print || rivals.every((rival) => isPartOf(rival, one))
}

/** A part is smaller by more than the edge and the shadow of a page lie apart, and the page is framed on all sides. */
const mostOfPage = 0.8
const framed = 0.9

const isPartOf = (part: RatedOutline, page: RatedOutline): boolean =>
  page.weakestSide >= framed &&
  part.area < mostOfPage * page.area &&
  sharesThreeSides(page.corners, part.corners)

function ofOneKind(selected: readonly RatedOutline[]): RatedOutline[] {
  const largest = Math.max(...selected.map(({ area }) => area))
  const main = selected.find(({ area }) => area === largest)
  return selected.filter(
    (one) => one === main || (main?.isCard && one.isCard && one.area >= leastCard * largest),
  )
}

/**
 * The one photo on a card that fills the picture is framed like a card itself, but the print is elsewhere. What looks like
 * print around a clearly framed card may be the pattern of a table, of another colour than the card.
 */
function explainsPicture(selected: readonly RatedOutline[], scene: Layers): boolean {
  const { print } = scene
  const area = selected.reduce((sum, one) => sum + one.area, 0)
  const picture = print.width * print.height
  const perhapsCard = distanceFromKnown(print.width / print.height).card < cardShape
  if (perhapsCard ? area >= large * picture : selected.length > 1 || area >= small * picture) return true
  const isOnPattern = (one: RatedOutline) =>
    one.isCard && one.weakestSide >= framed && one.area >= morePhoto * picture && liesOnOther(one, scene)
  if (!perhapsCard && selected.every(isOnPattern)) return true
  const inside = selected.reduce((sum, { corners }) => sum + countInside(corners, print), 0)
  return countNonZero(print) <= 2 * inside
}
