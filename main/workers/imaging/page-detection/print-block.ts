import type { GrayImage } from '../../pixels/gray-image.ts'
import { histogram } from '../../pixels/histogram.ts'
import { getKernels } from '../../pixels/kernels.ts'
import { isInside, type Quadrilateral, type Spot } from '../../pixels/quadrilateral.ts'
import type { Layers } from './layers.ts'
import { cardRatio, cardShape, cardSize, distanceFromKnown, sheetSizes } from './sheet-size.ts'
import { findSkew } from './skew.ts'

/** Pixels of the small picture in one field of the grid on which blocks are gathered: three millimetres of A4. */
const field = 7
/** Levels by which something differs from the paper or the lid all around. */
const different = 22
/** So much of the picture must be of one level for the rest to stand out from it. */
const evenPart = 0.55
/** The block's part of the picture: a card on A4 is a thirteenth. */
const leastArea = 0.02
const mostArea = 0.25
/** Of all that stands out so much must be in the blocks: the portrait on a card is a block too, but most is beside it. */
const explained = 0.5
/** A block of which so much differs from the ground is the card itself, and not its print alone. */
const solid = 0.8
/** What is so many times as long as wide is no print but the dark border that a copier leaves beside its glass. */
const copierBorder = 20
/** The print of a card reaches to a thirtieth of its width from the left and the right. */
const margin = 1 / 30
/** A picture of which the sides are, as a logarithm, no farther off is a scan of a whole sheet: it tells how large a card is. */
const sheetShape = 0.03
/** A block smaller than this part of a card, on such a scan, is an address or a signature. */
const leastSize = 0.85
const likelyRatio = { least: 1.45, most: 1.85 }

/** Where a card lies. */
export interface PrintBlock {
  corners: Quadrilateral
  /** Its corners are those of its surface; where its print alone shows, they are guessed from that. */
  solid: boolean
}

/**
 * Cards whose edges do not show: a photocopy, a pale card under a bright lid. On an even ground their print and photo
 * stand in a block of a card's shape. `known` are the cards that were found by their outline.
 */
export function findPrintBlocks(scene: Layers, known: readonly Quadrilateral[]): PrintBlock[] {
  const { width, height } = scene.print
  if (distanceFromKnown(width / height).card < cardShape) return []
  const marked = markDifferences(scene, known)
  if (!marked) return []
  // A poor copy has lost what joins its print: then wider gaps lie within a card.
  for (const gap of [1, 2]) {
    const cards = findCards(scene, marked, gap)
    if (cards.length > 0) return cards
  }
  return []
}

/** @param gap so many empty fields may part the print of a card */
function findCards({ print }: Layers, marked: Marked, gap: number): PrintBlock[] {
  const { width, height } = print
  const shortest = leastSize * printOnCard(width, height)
  const blocks = gather(marked, gap).flatMap((block) => {
    const spots = outermost(marked, block.fields)
    const smallest = minAreaRect(spots)
    const [short, long] = [smallest.width, smallest.height].toSorted((a, b) => a - b)
    return (long ?? 0) < copierBorder * (short ?? 0) ? [{ ...block, spots, smallest }] : []
  })
  const cards = blocks.flatMap((block) => {
    const { spots, smallest } = block
    // The rows of a whole sheet of print are not looked for: a box along them is hardly smaller than the smallest.
    if (smallest.width * smallest.height > 1.1 * mostArea * width * height) return []
    const isSolid = block.pixels > solid * smallest.width * smallest.height
    const box = isSolid ? smallest : boxAt(spots, smallest.angle + rowsWithin(smallest, print))
    const ratio = Math.max(box.width / box.height, box.height / box.width)
    const area = box.width * box.height
    const isCard = ratio >= likelyRatio.least && ratio <= likelyRatio.most
    if (!isCard || area < leastArea * width * height || area > mostArea * width * height) return []
    if (Math.max(box.width, box.height) < shortest) return []
    return [{ corners: cornersOf(box, isSolid ? 0 : margin), solid: isSolid, fields: block.fields.length }]
  })
  const inCards = cards.reduce((sum, { fields }) => sum + fields, 0)
  const everywhere = blocks.reduce((sum, { fields }) => sum + fields.length, 0)
  return inCards >= explained * everywhere ? cards : []
}

/** How long the print of a card is on the scan of a sheet, in pixels; 0 where a picture has not the shape of one. */
function printOnCard(width: number, height: number): number {
  if (distanceFromKnown(width / height).sheet > sheetShape) return 0
  const longest = Math.max(...sheetSizes.map(({ long }) => long))
  return ((cardSize.long / longest) * Math.max(width, height)) / (1 + 2 * margin)
}

interface Marked {
  /** 1 where the picture differs from the ground. */
  differs: GrayImage
  columns: number
  rows: number
  /** Of every field the number of pixels that differ. */
  counts: Uint8Array
}

function markDifferences({ smoothed, print }: Layers, known: readonly Quadrilateral[]): Marked | undefined {
  const { data, width, height } = smoothed
  const levels = histogram(data)
  const ground = levels.indexOf(Math.max(...levels))
  const even = levels.slice(Math.max(0, ground - 6), ground + 7).reduce((sum, count) => sum + count, 0)
  if (even < evenPart * data.length) return undefined
  const columns = Math.ceil(width / field)
  const rows = Math.ceil(height / field)
  const [target, counts, end] = [2 * data.length, 3 * data.length, 3 * data.length + columns * rows]
  const { loops, bytes } = getKernels(end)
  bytes.set(print.data)
  bytes.set(data, data.length)
  bytes.fill(0, counts, end)
  loops.markDifferences(0, data.length, width, height, ground, different, target, field, counts)
  const differs = { data: bytes.slice(target, counts), width, height }
  const marked = { differs, columns, rows, counts: bytes.slice(counts, end) }
  if (known.length > 0) forget(known, marked)
  return marked
}

/** Takes what lies within the outlines out of what was marked. */
function forget(known: readonly Quadrilateral[], { differs, columns, counts }: Marked): void {
  for (const [at, marked] of differs.data.entries()) {
    if (!marked) continue
    const x = at % differs.width
    const y = (at - x) / differs.width
    if (!known.some((corners) => isInside(corners, { x, y }))) continue
    differs.data[at] = 0
    const within = Math.floor(y / field) * columns + Math.floor(x / field)
    counts[within] = (counts[within] ?? 0) - 1
  }
}

/** Less than so many pixels in a field are dust, less than so many in a block no card. */
const dust = 3
const fewestPixels = 300

interface Block {
  /** Fields of the grid. */
  fields: number[]
  pixels: number
}

/** Blocks of fields of the grid: those that touch, or have no more than `gap` empty fields between them, belong together. */
function gather({ columns, rows, counts }: Marked, gap: number): Block[] {
  const reach = gap + 1
  const seen = new Uint8Array(counts.length)
  const blocks: Block[] = []
  for (let start = 0; start < counts.length; start++) {
    if (seen[start] || (counts[start] ?? 0) < dust) continue
    const fields: number[] = []
    const waiting = [start]
    let pixels = 0
    seen[start] = 1
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      fields.push(at)
      pixels += counts[at] ?? 0
      const column = at % columns
      const row = (at - column) / columns
      for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
        for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) {
          const next = y * columns + x
          if (seen[next] || (counts[next] ?? 0) < dust) continue
          seen[next] = 1
          waiting.push(next)
        }
      }
    }
    if (pixels > fewestPixels) blocks.push({ fields, pixels })
  }
  return blocks
}

/** Of every row of a block the first and the last pixel: what lies between them widens no box. */
function outermost({ differs, columns }: Marked, fields: readonly number[]): Spot[] {
  const { data, width, height } = differs
  const first = new Int16Array(height).fill(width)
  const last = new Int16Array(height).fill(-1)
  for (const at of fields) {
    const left = (at % columns) * field
    const top = Math.floor(at / columns) * field
    for (let y = top; y < Math.min(height, top + field); y++) {
      for (let x = left; x < Math.min(width, left + field); x++) {
        if (!data[y * width + x]) continue
        first[y] = Math.min(first[y] ?? x, x)
        last[y] = Math.max(last[y] ?? x, x)
      }
    }
  }
  return Array.from(last).flatMap((x, y) =>
    x < 0
      ? []
      : [
          { x: first[y] ?? x, y },
          { x, y },
        ],
  )
}

interface Box {
  /** In radians, of the side `width`. */
  angle: number
  middle: Spot
  width: number
  height: number
}

/** Of the boxes in all directions, the one with the smallest area. */
function minAreaRect(spots: readonly Spot[]): Box {
  let smallest = boxAt(spots, 0)
  for (let degrees = -44; degrees <= 45; degrees++) {
    const box = boxAt(spots, (degrees * Math.PI) / 180)
    if (box.width * box.height < smallest.width * smallest.height) smallest = box
  }
  return smallest
}

function boxAt(spots: readonly Spot[], angle: number): Box {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const bounds = {
    left: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  }
  for (const { x, y } of spots) {
    const across = x * cos + y * sin
    const down = y * cos - x * sin
    bounds.left = Math.min(bounds.left, across)
    bounds.right = Math.max(bounds.right, across)
    bounds.top = Math.min(bounds.top, down)
    bounds.bottom = Math.max(bounds.bottom, down)
  }
  const across = (bounds.left + bounds.right) / 2
  const down = (bounds.top + bounds.bottom) / 2
  const middle = { x: across * cos - down * sin, y: across * sin + down * cos }
  return { angle, middle, width: bounds.right - bounds.left + 1, height: bounds.bottom - bounds.top + 1 }
}

/**
 * How far in radians the rows of print in a box are off its sides. Ragged rows, a heading in the middle and a photo
 * at one side make no rectangle: the smallest box around them lies up to five degrees aslant.
 */
function rowsWithin({ angle, middle, width, height }: Box, print: GrayImage): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [columns, rows] = [Math.ceil(width), Math.ceil(height)]
  const data = new Uint8Array(columns * rows)
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const [across, down] = [column - columns / 2, row - rows / 2]
      const x = Math.round(middle.x + across * cos - down * sin)
      const y = Math.round(middle.y + across * sin + down * cos)
      const inside = x >= 0 && y >= 0 && x < print.width && y < print.height
      if (inside) data[at] = print.data[y * print.width + x] ?? 0
    }
  }
  return (findSkew({ data, width: columns, height: rows }) * Math.PI) / 180
}

/** The card around the box: margins added, in parts of its extents, and the extent that is too short made that of a card. */
function cornersOf({ angle, middle, width, height }: Box, margin: number): Quadrilateral {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const wide = width >= height
  const printed = Math.max(width, height, Math.min(width, height) * cardRatio)
  const long = printed * (1 + 2 * margin)
  const short = long / cardRatio
  const [x, y] = wide ? [long / 2, short / 2] : [short / 2, long / 2]
  const corner = (across: number, down: number): Spot => ({
    x: middle.x + across * cos - down * sin,
    y: middle.y + across * sin + down * cos,
  })
  return [corner(-x, -y), corner(x, -y), corner(x, y), corner(-x, y)]
}
