import type { GrayImage } from '../../pixels/gray-image.ts'
import { rectifiedAspectRatio } from '../../pixels/homography.ts'
import {
  areaOf,
  isInside,
  type PixelPoint,
  type Quadrilateral,
  sideEnds,
  sides,
} from '../../pixels/quadrilateral.ts'
import type { Layers } from './layers.ts'
import type { Candidate } from './quadrilateral-search.ts'
import { missingExtent, shapeDistance } from './sheet-size.ts'

/** What speaks for an outline to be that of a card or sheet. */
export interface ScoredOutline {
  corners: Quadrilateral
  /** Whether its sides are rather those of a card than those of a sheet. */
  isCard: boolean
  /** Part of the page, 0 to 1, that lies beyond the border of the picture. */
  cut: number
  /** Edges all around, and the sides of a card: 2 is perfect. */
  score: number
  /** The least part of a side along which an edge was seen: 0 where a side is the border of the picture. */
  weakestSide: number
  /** In square pixels. */
  area: number
  /** Pixels of print inside. */
  print: number
}

/** How far, as a logarithm, the ratio of the sides of a card or sheet may seem off in a photo. */
const maxShapeDistance = 0.09

/** A sheet that was meant fills this part of the picture; a smaller rectangle is a card, its photo, or a window. */
export const minSheetPart = 0.15

/** Undefined for what has the shape of no page: lines of print and the edge of a card make rectangles too. */
export function scoreOutline(
  { corners, support, atBorder }: Candidate,
  layers: Layers,
): ScoredOutline | undefined {
  const { surface } = layers
  const ratio = rectifiedAspectRatio(corners, surface.width, surface.height)
  const area = areaOf(corners)
  const distance = shapeDistance(ratio)
  const [border] = atBorder
  const mean = support.reduce((sum, part) => sum + part, 0) / 4
  const shapePenalty = border === undefined ? Math.min(0.5, 3 * distance.card, 3 * distance.sheet + 0.1) : 0.1
  // Lines of print and the edge of a card make rectangles too, of other shapes.
  const unknownShapePenalty =
    border === undefined && Math.min(distance.card, distance.sheet) > maxShapeDistance ? 1 : 0
  const score =
    mean +
    Math.min(...support) -
    shapePenalty -
    0.1 * Math.min(4, maxRimContrast(corners, surface)) -
    unknownShapePenalty
  if (border === undefined && isUnnoticedCut(corners, layers.print)) return undefined
  const cut = border === undefined ? 0 : missingPart(border, corners, ratio, layers)
  if (
    cut === undefined ||
    (border === undefined && Math.min(distance.card, distance.sheet) > maxShapeDistance)
  )
    return undefined
  const tooSmall = area < minSheetPart * surface.width * surface.height
  const isCard = distance.card <= (tooSmall ? maxShapeDistance : distance.sheet)
  const weakestSide = border === undefined ? Math.min(...support) : 0
  return { corners, isCard, cut, score, weakestSide, area, print: 0 }
}

/** A page that is cut through its print is larger than what shows, be that of the shape of a whole page. */
const minCutExtent = 1.08

function missingPart(
  border: 0 | 1 | 2 | 3,
  corners: Quadrilateral,
  ratio: number,
  { print }: Layers,
): number | undefined {
  const [whole, visible] = border % 2 === 0 ? [ratio, 1] : [1, ratio]
  const minExtent = hasPrintAlong(border, corners, print) ? minCutExtent : undefined
  const extent = missingExtent(whole, visible, minExtent)
  return extent === undefined ? undefined : 1 - 1 / extent
}

/** Part of the picture within which a side lies at its border, where a step beside the last row may pass for an edge. */
const borderPart = 0.01

/** Whether a side that was taken for an edge is the border of the picture, into which the print of the page runs. */
function isUnnoticedCut(corners: Quadrilateral, print: GrayImage): boolean {
  const beyond = [
    ({ y }: PixelPoint) => y < borderPart * print.height,
    ({ x }: PixelPoint) => x > (1 - borderPart) * print.width,
    ({ y }: PixelPoint) => y > (1 - borderPart) * print.height,
    ({ x }: PixelPoint) => x < borderPart * print.width,
  ]
  return sides.some(
    (side) => beyond.some((is) => sideEnds(corners, side).every(is)) && hasPrintAlong(side, corners, print),
  )
}

/** Pixels next to a side in which print shows that is cut there: the last line of a whole page may be as near as three. */
const printDepth = 2

/** Whether print runs into that side: on more than a thirtieth of the pixels next to it. */
function hasPrintAlong(side: 0 | 1 | 2 | 3, corners: Quadrilateral, print: GrayImage): boolean {
  const inwards = corners[(side + 2) % 4] ?? corners[side]
  const depth = printDepth / Math.hypot(inwards.x - corners[side].x, inwards.y - corners[side].y)
  const [from, to] = [corners[side], corners[(side + 1) % 4] ?? corners[side]]
  let [printed, seen] = [0, 0]
  for (let along = 0.05; along < 0.95; along += 0.004) {
    for (let inside = depth / 3; inside <= depth; inside += depth / 3) {
      const x = Math.round((from.x + (to.x - from.x) * along) * (1 - inside) + inwards.x * inside)
      const y = Math.round((from.y + (to.y - from.y) * along) * (1 - inside) + inwards.y * inside)
      if (x < 0 || y < 0 || x >= print.width || y >= print.height) continue
      seen++
      printed += print.data[y * print.width + x] ?? 0
    }
  }
  return printed > seen / 30
}

/** Pixels, and a part of the page's height, that the rim lies within the outline: less than the margins of a card. */
const rimPixels = 4
const rimPart = 0.025
/** So high a step of brightness across the rim is none of the page's own. */
const strongStep = 40

/**
 * Along the rim of a page nothing is printed. An outline that follows the stripes of a tablecloth has more of them
 * inside: the sum of the steps along its worst side, in high steps, beyond the first.
 */
function maxRimContrast(corners: Quadrilateral, smoothed: GrayImage): number {
  const height = Math.sqrt(areaOf(corners) / 1.5)
  const inset = Math.max(rimPixels / height, rimPart)
  const [a, b, c, d] = corners.map(({ x, y }, index) => {
    const opposite = corners[(index + 2) % 4] ?? { x, y }
    return { x: x + (opposite.x - x) * inset, y: y + (opposite.y - y) * inset }
  })
  if (!a || !b || !c || !d) return 0
  let max = 0
  for (const [from, to] of [
    [a, b],
    [b, c],
    [c, d],
    [d, a],
  ] as const) {
    const samples = Math.max(2, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 3))
    let steps = 0
    let before: number | undefined
    for (let sample = 1; sample < samples; sample++) {
      const x = Math.round(from.x + ((to.x - from.x) * sample) / samples)
      const y = Math.round(from.y + ((to.y - from.y) * sample) / samples)
      if (x < 0 || y < 0 || x >= smoothed.width || y >= smoothed.height) continue
      const value = smoothed.data[y * smoothed.width + x] ?? 0
      if (before !== undefined && Math.abs(value - before) > 5) steps += Math.abs(value - before)
      before = value
    }
    max = Math.max(max, steps / strongStep - 1)
  }
  return max
}

/** Counts in every second row and column. */
export function countPrintInside(corners: Quadrilateral, { data, width, height }: GrayImage): number {
  const left = Math.max(0, Math.floor(Math.min(...corners.map(({ x }) => x))))
  const right = Math.min(width - 1, Math.ceil(Math.max(...corners.map(({ x }) => x))))
  const top = Math.max(0, Math.floor(Math.min(...corners.map(({ y }) => y))))
  const bottom = Math.min(height - 1, Math.ceil(Math.max(...corners.map(({ y }) => y))))
  let count = 0
  for (let y = top; y <= bottom; y += 2) {
    for (let x = left; x <= right; x += 2) {
      if (data[y * width + x] && isInside(corners, { x, y })) count += 4
    }
  }
  return count
}
