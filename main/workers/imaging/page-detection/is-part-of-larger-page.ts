import { isInside } from '../../pixels/quadrilateral.ts'
import type { Layers } from './layers.ts'
import type { RatedOutline } from './rate-outline.ts'

/** Levels by which, in each channel, what lies around a page differs from it, be it the lid of a scanner. */
const sameSurface = 6
/** Where it is as densely printed as the page is within, it is the page, though it be unevenly lit. */
const sameLit = 12
const asPrinted = 0.8
/** Beyond what is no page's edge there is this part of the print that lies within, for its area. */
const alsoPrinted = 0.25
/** Every so many pixels are looked at. */
const step = 3

/**
 * Whether an outline is only a part of a page that fills the picture: the coloured heading of a table and the border
 * of the picture make one, but beyond it are the same paper and as much print.
 */
export function isPartOfLargerPage(outline: RatedOutline, scene: Layers): boolean {
  const { printed, levels } = compareAround(outline, scene)
  return !(printed < alsoPrinted) && levels <= (printed >= asPrinted ? sameLit : sameSurface)
}

/** Levels by which a card differs from a table of another colour. */
const otherSurface = 30

/** Whether what lies around an outline is of quite another colour: then it is no frame that is printed on a page. */
export const liesOnOther = (outline: RatedOutline, scene: Layers): boolean =>
  compareAround(outline, scene).levels >= otherSurface

/**
 * How densely printed it is around an outline, as a part of what it is within (not a number where nothing is), and by
 * how many levels the surfaces differ most.
 */
function compareAround(
  { corners }: RatedOutline,
  { surfaces, print }: Layers,
): { printed: number; levels: number } {
  const { width, height } = print
  const inside = emptyTally(surfaces.length)
  const outside = emptyTally(surfaces.length)
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const at = y * width + x
      const tally = isInside(corners, { x, y }) ? inside : outside
      tally.count++
      tally.printed += print.data[at] ?? 0
      for (const [index, { data }] of surfaces.entries()) {
        const levels = tally.levels[index]
        const level = data[at] ?? 0
        if (levels) levels[level] = (levels[level] ?? 0) + 1
      }
    }
  }
  const differences = surfaces.map((_, index) => {
    const [within, beyond] = [inside, outside].map(({ levels, count }) => middleOf(levels[index], count))
    return Math.abs((within ?? 0) - (beyond ?? 0))
  })
  return {
    printed: (outside.printed * inside.count) / (inside.printed * outside.count),
    levels: Math.max(...differences),
  }
}

interface Tally {
  count: number
  printed: number
  /** Of each channel, how many pixels have each level. */
  levels: Uint32Array[]
}

const emptyTally = (channels: number): Tally => ({
  count: 0,
  printed: 0,
  levels: Array.from({ length: channels }, () => new Uint32Array(256)),
})

function middleOf(levels: Uint32Array | undefined, count: number): number {
  let left = count / 2
  return (levels ?? new Uint32Array()).findIndex((many) => {
    left -= many
    return left <= 0
  })
}
