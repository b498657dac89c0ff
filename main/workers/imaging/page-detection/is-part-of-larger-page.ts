import { isInside } from '../../pixels/quadrilateral.ts'
import type { Layers } from './layers.ts'
import type { ScoredOutline } from './score-outline.ts'

/** Maximum difference in each channel between a page and what surrounds it, for both to be one surface. */
const surfaceTolerance = 6
/** The same where the print is as dense: the page may be unevenly lit. */
const unevenLightTolerance = 12
const equalPrint = 0.8
/** Minimum print density outside, relative to that inside, for the outline not to be a page's edge. */
const minPrint = 0.25
/** Sampling step in pixels. */
const sampleStep = 3

/**
 * Whether an outline is only a part of a page that fills the picture: the coloured heading of a table and the
 * border of the picture make one, but outside of it are the same paper and as much print.
 */
export function isPartOfLargerPage(outline: ScoredOutline, layers: Layers): boolean {
  const { printed, levels } = compareInsideOutside(outline, layers)
  return !(printed < minPrint) && levels <= (printed >= equalPrint ? unevenLightTolerance : surfaceTolerance)
}

/** Minimum difference between a card and a table of another colour. */
const minContrast = 30

/** Whether the surroundings have quite another colour: then the outline is not a frame printed on a page. */
export const contrastsWithSurroundings = (outline: ScoredOutline, layers: Layers): boolean =>
  compareInsideOutside(outline, layers).levels >= minContrast

/**
 * Print density outside relative to inside (NaN where there is none inside), and the maximum difference
 * between the medians of the surfaces.
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
  /** Histograms of the channels. */
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
