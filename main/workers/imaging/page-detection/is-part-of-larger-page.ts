import { isInside } from '../../pixels/quadrilateral.ts'
import type { Layers } from './layers.ts'
import type { ScoredOutline } from './score-outline.ts'

/** Levels by which, in each channel, what lies around a page differs from it, be it the lid of a scanner. */
const surfaceTolerance = 6
/** Where it is as densely printed as the page is within, it is the page, though it be unevenly lit. */
const unevenLightTolerance = 12
const equalPrint = 0.8
/** Beyond what is no page's edge there is this part of the print that lies within, for its area. */
const minPrint = 0.25
/** Every so many pixels are looked at. */
const sampleStep = 3

/**
 * Whether an outline is only a part of a page that fills the picture: the coloured heading of a table and the border
 * of the picture make one, but beyond it are the same paper and as much print.
 */
export function isPartOfLargerPage(outline: ScoredOutline, layers: Layers): boolean {
  const { printed, levels } = compareInsideOutside(outline, layers)
  return !(printed < minPrint) && levels <= (printed >= equalPrint ? unevenLightTolerance : surfaceTolerance)
}

/** Levels by which a card differs from a table of another colour. */
const minContrast = 30

/** Whether what lies around an outline is of quite another colour: then it is no frame that is printed on a page. */
export const contrastsWithSurroundings = (outline: ScoredOutline, layers: Layers): boolean =>
  compareInsideOutside(outline, layers).levels >= minContrast

/**
 * How densely printed it is around an outline, as a part of what it is within (not a number where nothing is), and by
 * how many levels the surfaces differ most.
 */
function compareInsideOutside(
  { corners }: ScoredOutline,
  { surfaces, print }: Layers,
): { printed: number; levels: number } {
  const { width, height } = print
  const inside = emptyStatistics(surfaces.length)
  const outside = emptyStatistics(surfaces.length)
  for (let y = 0; y < height; y += sampleStep) {
    for (let x = 0; x < width; x += sampleStep) {
      const at = y * width + x
      const region = isInside(corners, { x, y }) ? inside : outside
      region.count++
      region.printed += print.data[at] ?? 0
      for (const [index, { data }] of surfaces.entries()) {
        const levels = region.levels[index]
        const level = data[at] ?? 0
        if (levels) levels[level] = (levels[level] ?? 0) + 1
      }
    }
  }
  const differences = surfaces.map((_, index) => {
    const [within, beyond] = [inside, outside].map(({ levels, count }) => medianOf(levels[index], count))
    return Math.abs((within ?? 0) - (beyond ?? 0))
  })
  return {
    printed: (outside.printed * inside.count) / (inside.printed * outside.count),
    levels: Math.max(...differences),
  }
}

interface RegionStatistics {
  count: number
  printed: number
  /** Of each channel, how many pixels have each level. */
  levels: Uint32Array[]
}

const emptyStatistics = (channels: number): RegionStatistics => ({
  count: 0,
  printed: 0,
  levels: Array.from({ length: channels }, () => new Uint32Array(256)),
})

function medianOf(levels: Uint32Array | undefined, count: number): number {
  let left = count / 2
  return (levels ?? new Uint32Array()).findIndex((many) => {
    left -= many
    return left <= 0
  })
}
