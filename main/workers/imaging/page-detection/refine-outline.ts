import type { Image } from '../../pixels/image.ts'
import {
  distanceOf,
  intersectLines,
  type PixelPoint,
  type Quadrilateral,
  type Side,
  type SideLine,
  sideEnds,
  sides,
} from '../../pixels/quadrilateral.ts'

/** Places along a side where the edge is looked for. */
const stations = 48
/** Corners are rounded; a side is measured between. */
const cornerPart = 0.09

/**
 * Moves the sides of an outline, found to within `reach` pixels, onto the steepest step of the picture nearby, to a
 * fraction of a pixel. A side whose edge cannot be made out stays where it was.
 */
export function refineOutline(picture: Image, corners: Quadrilateral, reach: number): Quadrilateral {
  const lines = sides.map((side) => refineSide(picture, corners, side, reach))
  const refined = sides.map((side) => {
    const before = lines[(side + 3) % 4]
    const after = lines[side]
    const rough = corners[side]
    const corner = before && after && intersectLines(before, after)
    return corner && distanceOf(corner, rough) <= 4 * reach ? corner : rough
  })
  const [a, b, c, d] = refined
  return a && b && c && d ? [a, b, c, d] : corners
}

function refineSide(picture: Image, corners: Quadrilateral, side: Side, reach: number): SideLine {
  const [from, to] = sideEnds(corners, side)
  const length = distanceOf(from, to)
  const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
  const profiles: Profile[] = []
  for (let station = 0; station < stations; station++) {
    const along = length * (cornerPart + ((1 - 2 * cornerPart) * station) / (stations - 1))
    const heights = stepProfile(picture, from, unit, along, Math.ceil(reach))
    if (heights) profiles.push({ along: along / length, heights })
  }
  const { begin, end } = fitToPeaks(profiles, findConsensus(profiles, Math.ceil(reach)))
  const first = { x: from.x - unit.y * begin, y: from.y + unit.x * begin }
  const last = { x: to.x - unit.y * end, y: to.y + unit.x * end }
  const moved = distanceOf(first, last)
  const cos = -(last.y - first.y) / moved
  const sin = (last.x - first.x) / moved
  return { cos, sin, distance: first.x * cos + first.y * sin }
}

/** Steps of brightness or colour across the side, at one place along it (0 to 1): from `-reach` to `reach` pixels. */
interface Profile {
  along: number
  heights: Float32Array
}

/** How far the line has moved away from the rough one at both ends of the side, in pixels. */
interface Shift {
  begin: number
  end: number
}

/** Widest look to either side of a step, in pixels: at full size it is spread over a few. */
const halfWidth = 3

function stepProfile(
  picture: Image,
  from: PixelPoint,
  unit: PixelPoint,
  along: number,
  reach: number,
): Float32Array | undefined {
  const count = 2 * (reach + halfWidth) + 1
  const { channels } = picture
  const colours = new Float32Array(count * channels)
  for (let index = 0; index < count; index++) {
    const offset = index - reach - halfWidth
    // A few pixels along the side are averaged, against the grain of the sensor.
    for (let beside = -4; beside <= 4; beside += 2) {
      const x = Math.floor(from.x + unit.x * (along + beside) - unit.y * offset)
      const y = Math.floor(from.y + unit.y * (along + beside) + unit.x * offset)
      if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return undefined
      const at = (y * picture.width + x) * channels
      for (let channel = 0; channel < channels; channel++) {
        const to = index * channels + channel
        colours[to] = (colours[to] ?? 0) + (picture.data[at + channel] ?? 0) / 5
      }
    }
  }
  return Float32Array.from({ length: 2 * reach + 1 }, (_, index) =>
    stepAt(colours, channels, index + halfWidth),
  )
}

function stepAt(colours: Float32Array, channels: 1 | 3, index: number): number {
  let highest = 0
  for (let channel = 0; channel < channels; channel++) {
    let step = 0
    for (let k = 1; k <= halfWidth; k++) {
      step +=
        (colours[(index + k) * channels + channel] ?? 0) - (colours[(index - k) * channels + channel] ?? 0)
    }
    highest = Math.max(highest, Math.abs(step) / halfWidth)
  }
  return highest
}

/** A step of that many levels is as good as any higher one: print has higher steps than a pale card, but gaps. */
const clearStep = 12

/** The line to which the most places along the side agree. */
function findConsensus(profiles: readonly Profile[], reach: number): Shift {
  let best: Shift = { begin: 0, end: 0 }
  let maxSupport = 0
  for (let begin = -reach; begin <= reach; begin++) {
    for (let end = Math.max(-reach, begin - reach); end <= Math.min(reach, begin + reach); end++) {
      let support = 0
      for (const { along, heights } of profiles) {
        const at = Math.round(begin + (end - begin) * along) + reach
        support += Math.min(clearStep, heights[at] ?? 0)
      }
      // The rough line was found where print had been taken out, so it is not far off.
      support *= 1 - (0.15 * (Math.abs(begin) + Math.abs(end))) / reach
      if (support > maxSupport) {
        maxSupport = support
        best = { begin, end }
      }
    }
  }
  return best
}

/** Puts the line through the crests next to it, to a fraction of a pixel; crests farther away count for less. */
function fitToPeaks(profiles: readonly Profile[], rough: Shift): Shift {
  let { begin, end } = rough
  for (const width of [3, 2, 1.5]) {
    let [weights, sumS, sumA, ss, sa] = [0, 0, 0, 0, 0]
    for (const { along, heights } of profiles) {
      const expected = begin + (end - begin) * along
      const peak = findPeak(heights, expected)
      const distance = Math.abs(peak.offset - expected) / width
      if (distance >= 1) continue
      const weight = (1 - distance * distance) ** 2 * Math.min(2 * clearStep, peak.height)
      weights += weight
      sumS += weight * along
      sumA += weight * peak.offset
      ss += weight * along * along
      sa += weight * along * peak.offset
    }
    const spread = weights * ss - sumS * sumS
    if (spread <= 0) break
    const slope = (weights * sa - sumS * sumA) / spread
    begin = (sumA - slope * sumS) / weights
    end = begin + slope
  }
  return { begin, end }
}

function findPeak(heights: Float32Array, expected: number): { offset: number; height: number } {
  const reach = heights.length >> 1
  const middle = Math.round(expected) + reach
  let at = middle
  for (let near = Math.max(1, middle - 3); near <= Math.min(heights.length - 2, middle + 3); near++) {
    if ((heights[near] ?? 0) > (heights[at] ?? 0)) at = near
  }
  const here = heights[at] ?? 0
  const before = heights[at - 1] ?? here
  const after = heights[at + 1] ?? here
  const curvature = before - 2 * here + after
  return { offset: at - reach + (curvature < 0 ? (0.5 * (before - after)) / curvature : 0), height: here }
}
