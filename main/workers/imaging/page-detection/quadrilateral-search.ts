import type { StraightLine } from '../../pixels/hough-lines.ts'
import {
  anglesOf,
  areaOf,
  distanceOf,
  intersectLines,
  type PixelPoint,
  type Quadrilateral,
  type Side,
  sideEnds,
  sides,
} from '../../pixels/quadrilateral.ts'

/** Four straight lines that may be the outline of something rectangular. */
export interface Candidate {
  corners: Quadrilateral
  /** Of every side, the part along which the picture has an edge, 0 to 1. */
  support: readonly number[]
  /** The sides that are no edge that was seen but the border of the picture. */
  atBorder: readonly Side[]
}

/** How much of a side next to its corners is left out: cards are rounded there by a seventeenth of their height. */
const cornerPart = 0.07

export interface SearchLimits {
  /** Part of the picture's shorter edge that the shortest side must have. */
  minSide: number
  /** The least supported side, and the mean of all four. */
  minSupport: number
  meanSupport: number
  /** How many sides may be the border of the picture. */
  maxAtBorder: number
}

/** Every quadrilateral that four of the lines make, that a card or sheet could show as, and that has edges all around. */
export function searchQuadrilaterals(
  lines: readonly StraightLine[],
  { width, height }: { width: number; height: number },
  limits: SearchLimits,
): Candidate[] {
  const pairs = findPairs(lines, width, height, limits.minSide * Math.min(width, height))
  const candidates: Candidate[] = []
  for (const [index, across] of pairs.entries()) {
    for (let other = index + 1; other < pairs.length; other++) {
      const down = pairs[other]
      if (!down || angleBetween(across.angle, down.angle) < (60 * Math.PI) / 180) continue
      const candidate = closeQuadrilateral(across.lines, down.lines, width, height, limits)
      if (candidate) candidates.push(candidate)
    }
  }
  return candidates
}

interface Pair {
  lines: readonly [StraightLine, StraightLine]
  angle: number
}

/** Opposite sides: nearly parallel lines far enough apart. In a photo parallels converge. */
function findPairs(lines: readonly StraightLine[], width: number, height: number, apart: number): Pair[] {
  const pairs: Pair[] = []
  for (const [index, line] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (angleBetween(line.angle, other.angle) > (25 * Math.PI) / 180) continue
      if (distanceApart(line, other, width, height) < apart) continue
      pairs.push({ lines: [line, other], angle: meanAngle(line.angle, other.angle) })
    }
  }
  return pairs
}

function angleBetween(a: number, b: number): number {
  const turned = Math.abs(a - b) % Math.PI
  return Math.min(turned, Math.PI - turned)
}

function meanAngle(a: number, b: number): number {
  const mean = Math.abs(a - b) > Math.PI / 2 ? (a + b + Math.PI) / 2 : (a + b) / 2
  return mean % Math.PI
}

/** At the middle of the picture. */
function distanceApart(a: StraightLine, b: StraightLine, width: number, height: number): number {
  const x = width / 2
  const y = height / 2
  const fromA = a.distance - x * a.cos - y * a.sin
  const fromB = b.distance - x * b.cos - y * b.sin
  const opposite = a.cos * b.cos + a.sin * b.sin < 0
  return Math.abs(opposite ? fromA + fromB : fromA - fromB)
}

function closeQuadrilateral(
  [a, b]: readonly [StraightLine, StraightLine],
  [c, d]: readonly [StraightLine, StraightLine],
  width: number,
  height: number,
  limits: SearchLimits,
): Candidate | undefined {
  const intersections: (PixelPoint | undefined)[] = [
    intersectLines(a, c),
    intersectLines(a, d),
    intersectLines(b, d),
    intersectLines(b, c),
  ]
  const [p, q, r, s] = intersections
  if (!p || !q || !r || !s) return undefined
  const slack = 0.03 * Math.max(width, height)
  for (const { x, y } of [p, q, r, s]) {
    if (x < -slack || y < -slack || x > width + slack || y > height + slack) return undefined
  }
  const clockwise = areaOf([p, q, r, s]) > 0
  const corners: Quadrilateral = clockwise ? [p, q, r, s] : [p, s, r, q]
  const lines = clockwise ? ([a, d, b, c] as const) : ([c, b, d, a] as const)
  const shortest = limits.minSide * Math.min(width, height)
  for (const side of sides) if (distanceOf(...sideEnds(corners, side)) < shortest) return undefined
  const { smallest, largest } = anglesOf(corners)
  if (smallest < (55 * Math.PI) / 180 || largest > (125 * Math.PI) / 180) return undefined
  const atBorder = sides.filter((side) => lines[side].border)
  if (atBorder.length > limits.maxAtBorder) return undefined
  const support = sides.map((side) => supportOf(lines[side], corners, side))
  if (Math.min(...support) < limits.minSupport) return undefined
  if (support.reduce((sum, part) => sum + part, 0) < 4 * limits.meanSupport) return undefined
  return { corners, support, atBorder }
}

/** The part of the side along which there are edges; all bright on one side of the line, or they count half. */
function supportOf(line: StraightLine, corners: Quadrilateral, side: Side): number {
  const [from, to] = sideEnds(corners, side)
  const begin = positionOn(line, from)
  const end = positionOn(line, to)
  const margin = Math.abs(end - begin) * cornerPart
  const first = Math.round(Math.min(begin, end) + margin)
  const last = Math.round(Math.max(begin, end) - margin)
  const length = Math.max(1, last - first + 1)
  const ahead = countOf(line.brighterAhead, first, last) / length
  const behind = countOf(line.brighterBehind, first, last) / length
  return Math.min(1, Math.max(ahead, behind) + 0.5 * Math.min(ahead, behind))
}

function positionOn(line: StraightLine, { x, y }: PixelPoint): number {
  return y * line.cos - x * line.sin + line.offset
}

function countOf(running: Uint16Array, first: number, last: number): number {
  const end = running[Math.min(last, running.length - 1)] ?? 0
  return end - (running[Math.max(first, 1) - 1] ?? 0)
}
