import type { Edges } from './edges.ts'

/** A straight line x cos a + y sin a = distance, and where edges of the picture lie on it. */
export interface StraightLine {
  /** Of its normal, in radians, 0 to pi. */
  angle: number
  cos: number
  sin: number
  distance: number
  /**
   * Edge pixels on the line up to each place along it (place = -x sin + y cos + `offset`), apart by which side
   * is the brighter one: where the normal points to, and the other.
   */
  brighterAhead: Uint16Array
  brighterBehind: Uint16Array
  offset: number
  /** It is the border of the picture, where a page ends that is not all in it. */
  border: boolean
}

const bins = 180
/** How far the direction of an edge pixel may be off its line. */
const angleTolerance = (12 * Math.PI) / 180

/**
 * The straight lines on which the most edges of a picture of that size lie, strongest first (Hough's transform).
 * Weak edges count less than strong ones but are not left out: a long weak line is the outline of a card that
 * barely differs from what it lies on, a short strong one is print.
 */
export function houghLines(edges: Edges, width: number, height: number, maxLines: number): StraightLine[] {
  const reach = Math.ceil(Math.hypot(width, height))
  const votes = new Float32Array(bins * (2 * reach + 1))
  const removed = new Uint8Array(edges.count)
  for (let edge = 0; edge < edges.count; edge++) accumulate(votes, reach, edges, edge, 1)
  const minVotes = Math.min(width, height) / 14
  const peaks = findPeaks(votes, minVotes)
  const lines: StraightLine[] = []
  for (let round = 0; round < maxLines * 2 && lines.length < maxLines; round++) {
    const peak = strongestOf(peaks, votes)
    if ((votes[peak] ?? 0) < minVotes) break
    const angle = ((peak % bins) / bins) * Math.PI
    const distance = Math.floor(peak / bins) - reach
    const fitted = fitLine(edges, fitLine(edges, { angle, distance }, 3), 2)
    const before = lines.length
    const along = supportAlong(edges, fitted, reach)
    if (isDistinct(fitted, lines)) lines.push({ ...fitted, ...along })
    removeVotes(edges, { angle, distance }, removed, (edge) => accumulate(votes, reach, edges, edge, -1))
    if (before === lines.length)
      removeVotes(edges, fitted, removed, (edge) => accumulate(votes, reach, edges, edge, -1))
    votes[peak] = 0
  }
  return lines
}

/** The four borders of a picture, as lines with edges all along. */
export function bordersOf(width: number, height: number): StraightLine[] {
  const reach = Math.ceil(Math.hypot(width, height))
  const full = Uint16Array.from({ length: 2 * reach + 2 }, (_, position) => position + 1)
  const border = (cos: 0 | 1, distance: number): StraightLine => ({
    angle: cos === 1 ? 0 : Math.PI / 2,
    cos,
    sin: 1 - cos,
    distance,
    brighterAhead: full,
    brighterBehind: full,
    offset: reach,
    border: true,
  })
  return [border(1, 0), border(0, 0), border(1, width - 1), border(0, height - 1)]
}

interface HoughLine {
  angle: number
  distance: number
}

/**
 * Degrees by which the direction of one edge pixel may be off its line, and still votes for it: smoothing by squares of
 * up to nine pixels leaves a slanting side in steps, each of which runs straight for as far: arctan(1/9).
 */
const voteSpread = 6

/** An edge votes for the lines through it at its own angle and those next to it. */
function accumulate(votes: Float32Array, reach: number, edges: Edges, edge: number, sign: 1 | -1): void {
  const x = edges.x[edge] ?? 0
  const y = edges.y[edge] ?? 0
  const weight = sign * Math.min(1, 0.25 + (edges.step[edge] ?? 0) / 32)
  const centre = Math.round(((edges.direction[edge] ?? 0) / Math.PI) * bins) + 2 * bins
  for (let bin = centre - voteSpread; bin <= centre + voteSpread; bin++) {
    const folded = bin % bins
    const distance = Math.round(x * (cosines[folded] ?? 0) + y * (sines[folded] ?? 0)) + reach
    const at = distance * bins + folded
    votes[at] = (votes[at] ?? 0) + weight
  }
}

const cosines = Float64Array.from({ length: bins }, (_, bin) => Math.cos((bin * Math.PI) / bins))
const sines = Float64Array.from({ length: bins }, (_, bin) => Math.sin((bin * Math.PI) / bins))

/** Places of the table that have more votes than those next to them. */
function findPeaks(votes: Float32Array, minVotes: number): number[] {
  const peaks: number[] = []
  for (let at = bins; at < votes.length - bins; at++) {
    const here = votes[at] ?? 0
    if (here < minVotes) continue
    const lower = here >= (votes[at - 1] ?? 0) && here > (votes[at + 1] ?? 0)
    if (lower && here >= (votes[at - bins] ?? 0) && here > (votes[at + bins] ?? 0)) peaks.push(at)
  }
  return peaks
}

function strongestOf(peaks: readonly number[], votes: Float32Array): number {
  let strongest = 0
  for (const peak of peaks) if ((votes[peak] ?? 0) > (votes[strongest] ?? 0)) strongest = peak
  return strongest
}

function forEachEdgeOn(
  edges: Edges,
  line: HoughLine,
  tolerance: number,
  visit: (edge: number) => void,
): void {
  const cos = Math.cos(line.angle)
  const sin = Math.sin(line.angle)
  for (let edge = 0; edge < edges.count; edge++) {
    const away = (edges.x[edge] ?? 0) * cos + (edges.y[edge] ?? 0) * sin - line.distance
    if (away > tolerance || away < -tolerance) continue
    const turned = Math.abs((edges.direction[edge] ?? 0) - line.angle) % Math.PI
    if (Math.min(turned, Math.PI - turned) <= angleTolerance) visit(edge)
  }
}

/** Moves the line onto the edges around it: the axis along which they scatter most. */
function fitLine(edges: Edges, line: HoughLine, tolerance: number): HoughLine {
  let weights = 0
  let sumX = 0
  let sumY = 0
  let xx = 0
  let xy = 0
  let yy = 0
  forEachEdgeOn(edges, line, tolerance, (edge) => {
    const x = edges.x[edge] ?? 0
    const y = edges.y[edge] ?? 0
    const weight = Math.min(1, 0.25 + (edges.step[edge] ?? 0) / 32)
    weights += weight
    sumX += weight * x
    sumY += weight * y
    xx += weight * x * x
    xy += weight * x * y
    yy += weight * y * y
  })
  if (weights === 0) return line
  const x = sumX / weights
  const y = sumY / weights
  const along = 0.5 * Math.atan2(2 * (xy / weights - x * y), xx / weights - x * x - (yy / weights - y * y))
  let angle = along + Math.PI / 2
  if (angle >= Math.PI) angle -= Math.PI
  const turned = Math.abs(angle - line.angle) % Math.PI
  if (Math.min(turned, Math.PI - turned) > angleTolerance) return line
  return { angle, distance: x * Math.cos(angle) + y * Math.sin(angle) }
}

/** Two lines that nearly cover each other within the picture are one. */
function isDistinct(line: HoughLine, lines: readonly HoughLine[]): boolean {
  return !lines.some(({ angle, distance }) => {
    const turned = Math.abs(angle - line.angle)
    const opposite = turned > Math.PI / 2
    const difference = opposite ? Math.PI - turned : turned
    const apart = Math.abs(opposite ? distance + line.distance : distance - line.distance)
    return difference < 0.012 && apart < 2.5
  })
}

function removeVotes(
  edges: Edges,
  line: HoughLine,
  removed: Uint8Array,
  removeVote: (edge: number) => void,
): void {
  forEachEdgeOn(edges, line, 1.5, (edge) => {
    if (removed[edge]) return
    removed[edge] = 1
    removeVote(edge)
  })
}

/** How far off the line an edge may lie to speak for it: photos bend straight edges by a pixel or so. */
const maxSupportDistance = 2

function supportAlong(edges: Edges, line: HoughLine, reach: number) {
  const cos = Math.cos(line.angle)
  const sin = Math.sin(line.angle)
  const offset = reach
  const ahead = new Uint16Array(2 * reach + 2)
  const behind = new Uint16Array(2 * reach + 2)
  forEachEdgeOn(edges, line, maxSupportDistance, (edge) => {
    const position = Math.round((edges.y[edge] ?? 0) * cos - (edges.x[edge] ?? 0) * sin) + offset
    const direction = edges.direction[edge] ?? 0
    const towards = Math.cos(direction) * cos + Math.sin(direction) * sin > 0 ? ahead : behind
    for (let at = position - 1; at <= position + 1; at++) towards[at] = 1
  })
  for (const counts of [ahead, behind]) {
    for (let at = 1; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (counts[at - 1] ?? 0)
  }
  return { cos, sin, offset, brighterAhead: ahead, brighterBehind: behind, border: false }
}
