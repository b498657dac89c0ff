import type { BinaryMask } from '../../pixels/binary-mask.ts'
import { boundingRectAt, minAreaRect, type RotatedRect } from '../../pixels/min-area-rect.ts'
import type { PixelPoint, Quadrilateral } from '../../pixels/quadrilateral.ts'
import { connectedCells, type Foreground, findForeground, rowExtremes } from './foreground.ts'
import type { Layers } from './layers.ts'
import { cardRatio, cardShapeTolerance, cardSize, shapeDistance, sheetSizes } from './sheet-size.ts'
import { findSkew } from './skew.ts'

/** The block's part of the picture: a card on A4 is a thirteenth. */
const minArea = 0.02
const maxArea = 0.25
/**
 * Part of the foreground that must be in the blocks: the portrait on a card is a block too, but most is
 * beside it.
 */
const minExplained = 0.5
/** A block filled by this part with foreground is the card itself and not its print alone. */
const solidFill = 0.8
/**
 * A component with this aspect ratio is no print but the dark border that a copier leaves beside its glass.
 */
const copierBorderRatio = 20
/** The print of a card reaches to a thirtieth of its width from the left and the right. */
const margin = 1 / 30
/**
 * A picture whose aspect ratio is, as a logarithm, no farther off is a scan of a whole sheet: it tells a
 * card's size.
 */
const sheetShape = 0.03
/** A block smaller than this part of a card, on such a scan, is an address or a signature. */
const minSize = 0.85
/** Aspect ratios of a card's print. */
const likelyRatio = { min: 1.45, max: 1.85 }

/** Where a card lies. */
export interface PrintBlock {
  corners: Quadrilateral
  /** Its corners are those of its surface; where its print alone shows, they are estimated from that. */
  solid: boolean
}

/**
 * Cards without visible edges: a photocopy, a pale card under a bright lid. On an even background their print
 * and photo make a block with a card's aspect ratio. `known` are the cards that were found by their outline.
 */
export function findPrintBlocks(layers: Layers, known: readonly Quadrilateral[]): PrintBlock[] {
  const { width, height } = layers.print
  if (shapeDistance(width / height).card < cardShapeTolerance) return []
  const foreground = findForeground(layers, known)
  if (!foreground) return []
  // A poor copy has lost what joins its print: then wider gaps lie within a card.
  for (const gap of [1, 2]) {
    const cards = findCards(layers.print, foreground, gap)
    if (cards.length > 0) return cards
  }
  return []
}

/** A connected component of the foreground and its bounding rectangle. */
interface Component {
  cellCount: number
  pixels: number
  extremes: readonly PixelPoint[]
  rect: RotatedRect
}

/** @param gap empty cells that may separate the print of one card */
function findCards(print: BinaryMask, foreground: Foreground, gap: number): PrintBlock[] {
  const components = findComponents(foreground, gap)
  const cards = components.flatMap((component) => {
    const block = cardOf(component, print)
    return block ? [{ block, cellCount: component.cellCount }] : []
  })
  const explained = cards.reduce((sum, { cellCount }) => sum + cellCount, 0)
  const total = components.reduce((sum, { cellCount }) => sum + cellCount, 0)
  return explained >= minExplained * total ? cards.map(({ block }) => block) : []
}

function findComponents(foreground: Foreground, gap: number): Component[] {
  return connectedCells(foreground, gap).flatMap(({ cells, pixels }) => {
    const extremes = rowExtremes(foreground, cells)
    const rect = minAreaRect(extremes)
    const isBorder = longSide(rect) >= copierBorderRatio * Math.min(rect.width, rect.height)
    return isBorder ? [] : [{ cellCount: cells.length, pixels, extremes, rect }]
  })
}

function cardOf({ pixels, extremes, rect: smallest }: Component, print: BinaryMask): PrintBlock | undefined {
  const picture = print.width * print.height
  const smallestArea = smallest.width * smallest.height
  // The skew of a whole sheet of print is not measured: a rectangle along it is hardly smaller than the
  // smallest.
  if (smallestArea > 1.1 * maxArea * picture) return undefined
  const solid = pixels > solidFill * smallestArea
  const rect = solid ? smallest : boundingRectAt(extremes, smallest.angle + skewWithin(smallest, print))
  const ratio = Math.max(rect.width / rect.height, rect.height / rect.width)
  if (!(ratio >= likelyRatio.min && ratio <= likelyRatio.max)) return undefined
  const area = rect.width * rect.height
  if (area < minArea * picture || area > maxArea * picture) return undefined
  if (longSide(rect) < minSize * printOnCard(print.width, print.height)) return undefined
  return { corners: cornersOf(rect, solid ? 0 : margin), solid }
}

const longSide = ({ width, height }: RotatedRect): number => Math.max(width, height)

/**
 * How long the print of a card is on the scan of a sheet, in pixels; 0 where a picture does not have the
 * shape of one.
 */
function printOnCard(width: number, height: number): number {
  if (shapeDistance(width / height).sheet > sheetShape) return 0
  const longest = Math.max(...sheetSizes.map(({ long }) => long))
  return ((cardSize.long / longest) * Math.max(width, height)) / (1 + 2 * margin)
}

/**
 * Skew of the print in a rectangle against its sides, in radians. Ragged rows, a centred heading and a photo
 * at one side make no rectangle: the one of minimum area is up to five degrees off.
 */
function skewWithin({ angle, centre, width, height }: RotatedRect, print: BinaryMask): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [columns, rows] = [Math.ceil(width), Math.ceil(height)]
  const data = new Uint8Array(columns * rows)
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const [across, down] = [column - columns / 2, row - rows / 2]
      const x = Math.round(centre.x + across * cos - down * sin)
      const y = Math.round(centre.y + across * sin + down * cos)
      const inside = x >= 0 && y >= 0 && x < print.width && y < print.height
      if (inside) data[at] = print.data[y * print.width + x] ?? 0
    }
  }
  return (findSkew({ data, width: columns, height: rows }) * Math.PI) / 180
}

/**
 * The card around its print: margins added, as parts of its sides, and the side that is too short made a
 * card's.
 */
function cornersOf({ angle, centre, width, height }: RotatedRect, margin: number): Quadrilateral {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const wide = width >= height
  const printed = Math.max(width, height, Math.min(width, height) * cardRatio)
  const long = printed * (1 + 2 * margin)
  const short = long / cardRatio
  const [x, y] = wide ? [long / 2, short / 2] : [short / 2, long / 2]
  const corner = (across: number, down: number): PixelPoint => ({
    x: centre.x + across * cos - down * sin,
    y: centre.y + across * sin + down * cos,
  })
  return [corner(-x, -y), corner(x, -y), corner(x, y), corner(-x, y)]
}
