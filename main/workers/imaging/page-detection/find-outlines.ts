import { findEdges } from '../../pixels/edges.ts'
import { bordersOf, houghLines } from '../../pixels/hough-lines.ts'
import { isPartOfLargerPage } from './is-part-of-larger-page.ts'
import type { Layers } from './layers.ts'
import { searchQuadrilaterals } from './quadrilateral-search.ts'
import type { RatedOutline } from './rate-outline.ts'
import { selectOutlines } from './select-outlines.ts'

const mostLines = 40
const limits = { shortestSide: 0.1, weakestSide: 0.4, meanSide: 0.7, atBorder: 0 }
/** Where a side is missing the others must be clear. */
const limitsAtBorder = { shortestSide: 0.2, weakestSide: 0.6, meanSide: 0.85, atBorder: 1 }

/** From this part of the picture on, an outline may be of a page that fills it. */
const large = 0.5

/** What lies within a page that fills the picture, and is none itself. */
const isPart = (outline: RatedOutline, scene: Layers): boolean =>
  outline.area >= large * scene.print.width * scene.print.height && isPartOfLargerPage(outline, scene)

/** The outlines of cards and sheets in a picture of some 600 pixels; where there are none, one that its border cuts. */
export function findOutlines(scene: Layers): RatedOutline[] {
  const lines = houghLines(findEdges(scene.surfaces), scene.print.width, scene.print.height, mostLines)
  const inside = selectOutlines(searchQuadrilaterals(lines, scene.print, limits), scene)
  if (inside.length > 0) return inside.filter((outline) => !isPart(outline, scene))
  const withBorders = [...lines, ...bordersOf(scene.print.width, scene.print.height)]
  const atBorder = selectOutlines(searchQuadrilaterals(withBorders, scene.print, limitsAtBorder), scene)
  return atBorder.filter((outline) => !isPartOfLargerPage(outline, scene))
}
