import type { BinaryMask } from '../../pixels/binary-mask.ts'
import { histogram } from '../../pixels/histogram.ts'
import { getKernels } from '../../pixels/kernels.ts'
import { isInside, type PixelPoint, type Quadrilateral } from '../../pixels/quadrilateral.ts'
import type { Layers } from './layers.ts'

/** Edge of a grid cell in pixels of the small picture: three millimetres of A4. */
const cellSize = 7
/** Levels by which the foreground differs from the background: the paper or the lid of the scanner. */
const minDifference = 22
/** The background must cover this part of the picture, or nothing stands out from it. */
const minBackground = 0.55

/** What differs from an even background, as a mask and counted in the square cells of a grid. */
export interface Foreground {
  mask: BinaryMask
  columns: number
  rows: number
  /** Foreground pixels in each cell. */
  counts: Uint8Array
}

/**
 * Separates what differs from the background; undefined where there is no even background. What lies within
 * `known` is left out.
 */
export function findForeground(
  { surface, print }: Layers,
  known: readonly Quadrilateral[],
): Foreground | undefined {
  const { data, width, height } = surface
  const levels = histogram(data)
  const background = levels.indexOf(Math.max(...levels))
  const even = levels
    .slice(Math.max(0, background - 6), background + 7)
    .reduce((sum, count) => sum + count, 0)
  if (even < minBackground * data.length) return undefined
  const columns = Math.ceil(width / cellSize)
  const rows = Math.ceil(height / cellSize)
  const [target, counts, end] = [2 * data.length, 3 * data.length, 3 * data.length + columns * rows]
  const { kernels, bytes } = getKernels(end)
  bytes.set(print.data)
  bytes.set(data, data.length)
  bytes.fill(0, counts, end)
  kernels.segmentForeground(
    0,
    data.length,
    width,
    height,
    background,
    minDifference,
    target,
    cellSize,
    counts,
  )
  const mask = { data: bytes.slice(target, counts), width, height }
  const foreground = { mask, columns, rows, counts: bytes.slice(counts, end) }
  if (known.length > 0) clearInside(known, foreground)
  return foreground
}

function clearInside(outlines: readonly Quadrilateral[], { mask, columns, counts }: Foreground): void {
  for (const [at, isForeground] of mask.data.entries()) {
    if (!isForeground) continue
    const x = at % mask.width
    const y = (at - x) / mask.width
    if (!outlines.some((corners) => isInside(corners, { x, y }))) continue
    mask.data[at] = 0
    const cell = Math.floor(y / cellSize) * columns + Math.floor(x / cellSize)
    counts[cell] = (counts[cell] ?? 0) - 1
  }
}

/** Fewer pixels in a cell are dust. */
const minCellPixels = 3
/** Fewer pixels in a component are no card. */
const minComponentPixels = 300

/** Cells of the grid that are connected. */
export interface CellComponent {
  /** Indices of its cells. */
  cells: number[]
  /** Foreground pixels in all of them. */
  pixels: number
}

/** Connected components of the grid's cells; up to `gap` empty cells between two do not separate them. */
export function connectedCells({ columns, rows, counts }: Foreground, gap: number): CellComponent[] {
  const reach = gap + 1
  const seen = new Uint8Array(counts.length)
  const components: CellComponent[] = []
  for (let start = 0; start < counts.length; start++) {
    if (seen[start] || (counts[start] ?? 0) < minCellPixels) continue
    const cells: number[] = []
    const stack = [start]
    let pixels = 0
    seen[start] = 1
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      cells.push(at)
      pixels += counts[at] ?? 0
      const column = at % columns
      const row = (at - column) / columns
      for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
        for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) {
          const next = y * columns + x
          if (seen[next] || (counts[next] ?? 0) < minCellPixels) continue
          seen[next] = 1
          stack.push(next)
        }
      }
    }
    if (pixels > minComponentPixels) components.push({ cells, pixels })
  }
  return components
}

/** The first and the last foreground pixel of each row of a component: enough for its bounding rectangles. */
export function rowExtremes({ mask, columns }: Foreground, cells: readonly number[]): PixelPoint[] {
  const { data, width, height } = mask
  const first = new Int32Array(height).fill(width)
  const last = new Int32Array(height).fill(-1)
  for (const at of cells) {
    const left = (at % columns) * cellSize
    const top = Math.floor(at / columns) * cellSize
    for (let y = top; y < Math.min(height, top + cellSize); y++) {
      for (let x = left; x < Math.min(width, left + cellSize); x++) {
        if (!data[y * width + x]) continue
        first[y] = Math.min(first[y] ?? x, x)
        last[y] = Math.max(last[y] ?? x, x)
      }
    }
  }
  const points: PixelPoint[] = []
  for (const [y, x] of last.entries()) if (x >= 0) points.push({ x: first[y] ?? x, y }, { x, y })
  return points
}
