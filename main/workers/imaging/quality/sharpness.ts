import type { GrayImage } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'
import { getKernels } from '../../pixels/kernels.ts'

/** An eighth of a millimetre, in inches: two pixels of a scan at 400 dpi. */
const stepInches = 0.005
/** Steps of that length to either side of a place within which print goes from paper to ink and back. */
const steps = 5
const rows = 30
const columns = 45
/** Lower differences than this are grain. */
const minContrast = 14
const minPoints = 15

/**
 * How steep the edges of print are: the part of its contrast, in the neighbourhood of a place, that lies within an
 * eighth of a millimetre. Some 0.6 where it is crisp, below 0.2 where it is blurred beyond reading. Of four directions
 * the worst counts: a shaken photo stays sharp along its movement. Undefined where nothing has contrast.
 * `small` is the brightness of the sheet, `factor` times smaller.
 */
export function measureSharpness(
  sheet: Image,
  small: GrayImage,
  factor: number,
  dotsPerInch: number,
): number | undefined {
  const step = Math.max(1, stepInches * dotsPerInch)
  const points = findContrastPoints(small, factor, sheet, Math.ceil(step * (steps + 3)))
  const directions = [
    [1, 0],
    [0, 1],
    [Math.SQRT1_2, Math.SQRT1_2],
    [Math.SQRT1_2, -Math.SQRT1_2],
  ] as const
  const measured = directions.flatMap(([x, y]) => measureAlong(sheet, points, x * step, y * step) ?? [])
  if (measured.length === 0) return undefined
  const maxContrast = Math.max(...measured.map(({ contrast }) => contrast))
  return Math.min(...measured.map(({ edges }) => edgeSharpness(edges, minShare * maxContrast)))
}

interface SamplePoint {
  x: number
  y: number
}

/** Of every field of a grid over the sheet the place with the most contrast, away from the rim. */
function findContrastPoints(
  { data, width, height }: GrayImage,
  factor: number,
  sheet: Image,
  margin: number,
): SamplePoint[] {
  // The rest are numbers of four bytes each.
  const cellBuffer = Math.ceil(data.length / 4) * 4
  const [contrastOffset, indexOffset] = [cellBuffer + 4 * width, cellBuffer + 4 * width + 4 * rows * columns]
  const { kernels, bytes } = getKernels(indexOffset + 4 * rows * columns)
  bytes.set(data)
  kernels.maximumContrasts(0, width, height, rows, columns, cellBuffer, contrastOffset, indexOffset)
  const contrasts = new Int32Array(bytes.buffer, contrastOffset, rows * columns)
  return Array.from(new Int32Array(bytes.buffer, indexOffset, rows * columns))
    .filter((_, field) => (contrasts[field] ?? -1) >= 0)
    .map((at) => ({ x: (at % width) * factor, y: Math.floor(at / width) * factor }))
    .filter(
      ({ x, y }) => x > margin && y > margin && x < sheet.width - margin - 1 && y < sheet.height - margin - 1,
    )
}

/** Levels between paper and ink next to a place, and within one step of those around it. */
interface Edge {
  contrast: number
  steepest: number
}

/** What of its contrast print has at least in every direction: where a shaken camera left less, the rest is grain. */
const minShare = 0.8

function edgeSharpness(edges: readonly Edge[], minContrast: number): number {
  return median(edges.map(({ contrast, steepest }) => steepest / Math.max(contrast, minContrast)))
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** The edges along one direction that are clearest, and their usual contrast; undefined where there are few. */
function measureAlong(
  sheet: Image,
  points: readonly SamplePoint[],
  stepX: number,
  stepY: number,
): { edges: Edge[]; contrast: number } | undefined {
  const found: Edge[] = []
  for (const place of points) {
    let [lowest, highest, steepest] = [255, 0, 0]
    let before: number | undefined
    for (let index = -steps; index <= steps; index++) {
      const value = averageAt(sheet, place.x + index * stepX, place.y + index * stepY, -stepY, stepX)
      lowest = Math.min(lowest, value)
      highest = Math.max(highest, value)
      if (before !== undefined) steepest = Math.max(steepest, Math.abs(value - before))
      before = value
    }
    if (highest - lowest >= minContrast) found.push({ contrast: highest - lowest, steepest })
  }
  found.sort((a, b) => b.contrast - a.contrast)
  const clearest = found.slice(0, Math.max(minPoints, found.length >> 1))
  if (clearest.length < minPoints) return undefined
  return { edges: clearest, contrast: median(clearest.map(({ contrast }) => contrast)) }
}

/** Across the direction that is measured three places are averaged, against the grain of the sensor. */
function averageAt(sheet: Image, x: number, y: number, acrossX: number, acrossY: number): number {
  return (
    (greenAt(sheet, x, y) +
      greenAt(sheet, x + acrossX, y + acrossY) +
      greenAt(sheet, x - acrossX, y - acrossY)) /
    3
  )
}

/** Green stands for brightness: cameras resolve it best, and JPEG too. */
function greenAt({ data, width, channels }: Image, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const right = x - left
  const bottom = y - top
  const stride = width * channels
  const at = top * stride + left * channels + (channels >> 1)
  const above = (data[at] ?? 0) * (1 - right) + (data[at + channels] ?? 0) * right
  const below = (data[at + stride] ?? 0) * (1 - right) + (data[at + stride + channels] ?? 0) * right
  return above * (1 - bottom) + below * bottom
}
