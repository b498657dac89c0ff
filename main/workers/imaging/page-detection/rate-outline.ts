import type { GrayImage } from '../../pixels/gray-image.ts'
import { trueRatio } from '../../pixels/homography.ts'
import { areaOf, ends, isInside, type Quadrilateral, type Spot, sides } from '../../pixels/quadrilateral.ts'
import type { Layers } from './layers.ts'
import type { Candidate } from './quadrilateral-search.ts'
import { distanceFromKnown, missingExtent } from './sheet-size.ts'

/** What speaks for an outline to be that of a card or sheet. */
export interface RatedOutline {
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
const farthestShape = 0.09

/** A sheet that was meant fills this part of the picture; a smaller rectangle is a card, its photo, or a window. */
export const leastSheet = 0.15

/** Undefined for what has the shape of no page: lines of print and the edge of a card make rectangles too. */
export function rateOutline(
  { corners, support, atBorder }: Candidate,
  scene: Layers,
): RatedOutline | undefined {
  const { smoothed } = scene
  const ratio = trueRatio(corners, smoothed.width, smoothed.height)
  const area = areaOf(corners)
  const off = distanceFromKnown(ratio)
  const [border] = atBorder
  const mean = support.reduce((sum, part) => sum + part, 0) / 4
  const unlikely = border === undefined ? Math.min(0.5, 3 * off.card, 3 * off.sheet + 0.1) : 0.1
  // Lines of print and the edge of a card make rectangles too, of other shapes.
  const shapeless = border === undefined && Math.min(off.card, off.sheet) > farthestShape ? 1 : 0
  const score =
    mean + Math.min(...support) - unlikely - 0.1 * Math.min(4, busiestRim(corners, smoothed)) - shapeless
  if (border === undefined && isCutUnseen(corners, scene.print)) return undefined
  const cut = border === undefined ? 0 : cutAt(border, corners, ratio, scene)
  if (cut === undefined || (border === undefined && Math.min(off.card, off.sheet) > farthestShape))
    return undefined
  const tooSmall = area < leastSheet * smoothed.width * smoothed.height
  const isCard = off.card <= (tooSmall ? farthestShape : off.sheet)
  const weakestSide = border === undefined ? Math.min(...support) : 0
  return { corners, isCard, cut, score, weakestSide, area, print: 0 }
}

/** A page that is cut through its print is larger than what shows, be that of the shape of a whole page. */
const certainlyMore = 1.08

function cutAt(
  border: 0 | 1 | 2 | 3,
  corners: Quadrilateral,
  ratio: number,
  { print }: Layers,
): number | undefined {
  const [whole, visible] = border % 2 === 0 ? [ratio, 1] : [1, ratio]
  const least = isPrintedAt(border, corners, print) ? certainlyMore : undefined
  const extent = missingExtent(whole, visible, least)
  return extent === undefined ? undefined : 1 - 1 / extent
}

/** Part of the picture within which a side lies at its border, where a step beside the last row may pass for an edge. */
const nextToBorder = 0.01

/** Whether a side that was taken for an edge is the border of the picture, into which the print of the page runs. */
function isCutUnseen(corners: Quadrilateral, print: GrayImage): boolean {
  const beyond = [
    ({ y }: Spot) => y < nextToBorder * print.height,
    ({ x }: Spot) => x > (1 - nextToBorder) * print.width,
    ({ y }: Spot) => y > (1 - nextToBorder) * print.height,
    ({ x }: Spot) => x < nextToBorder * print.width,
  ]
  return sides.some(
    (side) => beyond.some((is) => ends(corners, side).every(is)) && isPrintedAt(side, corners, print),
  )
}

/** Pixels next to a side in which print shows that is cut there: the last line of a whole page may be as near as three. */
const cutDepth = 2

/** Whether print runs into that side: on more than a thirtieth of the pixels next to it. */
function isPrintedAt(side: 0 | 1 | 2 | 3, corners: Quadrilateral, print: GrayImage): boolean {
  const inwards = corners[(side + 2) % 4] ?? corners[side]
  const depth = cutDepth / Math.hypot(inwards.x - corners[side].x, inwards.y - corners[side].y)
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
const highStep = 40

/**
 * Along the rim of a page nothing is printed. An outline that follows the stripes of a tablecloth has more of them
 * inside: the sum of the steps along its worst side, in high steps, beyond the first.
 */
function busiestRim(corners: Quadrilateral, smoothed: GrayImage): number {
  const height = Math.sqrt(areaOf(corners) / 1.5)
  const inset = Math.max(rimPixels / height, rimPart)
  const [a, b, c, d] = corners.map(({ x, y }, index) => {
    const opposite = corners[(index + 2) % 4] ?? { x, y }
    return { x: x + (opposite.x - x) * inset, y: y + (opposite.y - y) * inset }
  })
  if (!a || !b || !c || !d) return 0
  let busiest = 0
  for (const [from, to] of [
    [a, b],
    [b, c],
    [c, d],
    [d, a],
  ] as const) {
    const places = Math.max(2, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 3))
    let steps = 0
    let before: number | undefined
    for (let place = 1; place < places; place++) {
      const x = Math.round(from.x + ((to.x - from.x) * place) / places)
      const y = Math.round(from.y + ((to.y - from.y) * place) / places)
      if (x < 0 || y < 0 || x >= smoothed.width || y >= smoothed.height) continue
      const value = smoothed.data[y * smoothed.width + x] ?? 0
      if (before !== undefined && Math.abs(value - before) > 5) steps += Math.abs(value - before)
      before = value
    }
    busiest = Math.max(busiest, steps / highStep - 1)
  }
  return busiest
}

/** Counts in every second row and column. */
export function countInside(corners: Quadrilateral, { data, width, height }: GrayImage): number {
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
