import type { GrayImage } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'
import { getKernels } from '../../pixels/kernels.ts'

/** An eighth of a millimetre, in inches: two pixels of a scan at 400 dpi. */
const stepInches = 0.005
/** Steps to either side of a sample point, within which print goes from paper to ink and back. */
const steps = 5
const rows = 30
const columns = 45
/** Lower contrast is noise. */
const minContrast = 14
const minPoints = 15

/**
 * Edge sharpness of print: the part of its local contrast that is crossed within an eighth of a millimetre.
 * Some 0.6 where it is crisp, below 0.2 where it is blurred beyond reading. The worst of four directions
 * counts: a shaken photo stays sharp along its movement. Undefined where nothing has contrast. `small` is the
 * gray sheet, `factor` times smaller.
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

/** The point with the most contrast in each cell of a grid over the sheet, away from its border. */
function findContrastPoints(
  { data, width, height }: GrayImage,
  factor: number,
  sheet: Image,
  margin: number,
): SamplePoint[] {
  // The other buffers hold numbers of four bytes.
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

/** Contrast in levels around a sample point, and the largest change within one step. */
interface Edge {
  contrast: number
  steepest: number
}

/**
 * Minimum share of the maximum contrast in every direction: where a shaken camera left less, the rest is
 * noise.
 */
const minShare = 0.8

function edgeSharpness(edges: readonly Edge[], minContrast: number): number {
  return median(edges.map(({ contrast, steepest }) => steepest / Math.max(contrast, minContrast)))
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** The clearest edges along one direction and their median contrast; undefined where there are too few. */
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

/** Averages three points across the direction, against sensor noise. */
function averageAt(sheet: Image, x: number, y: number, acrossX: number, acrossY: number): number {
  return (
    (greenAt(sheet, x, y) +
      greenAt(sheet, x + acrossX, y + acrossY) +
      greenAt(sheet, x - acrossX, y - acrossY)) /
    3
  )
}

/** Bilinear sample of the green channel, which cameras and JPEG resolve best. */
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
