import { brightness, reduce } from './downscale.ts'
import type { GrayImage } from './gray-image.ts'
import { percentile } from './histogram.ts'
import type { Image } from './image.ts'
import { closeThenOpen } from './morphology.ts'

const smallEdge = 120
/** Wide enough to close over the print and over the portrait of a card, in pixels of the small picture. */
const grain = { dark: 31, bright: 9 }
/** Light that differs by less over the page is left alone: every change costs a little of the print. */
const uneven = 0.18
/** No place is made brighter than this: in a deep shadow there is more grain than print. */
const most = 2

/**
 * Takes shadows and the fall of light out of a page. The paper is brought to one brightness everywhere, that of its
 * brighter parts, in all channels alike, so that colours stay; what is dark because it is printed so (a portrait)
 * stays darker than the paper, because the light of its surroundings is what counts. Returns the page itself where the
 * light is even.
 */
export function correctIllumination(page: Image): Image {
  const light = estimateLight(page)
  const darkest = percentile(light.data, 0.05)
  const target = percentile(light.data, 0.9)
  if (target === 0 || darkest > target * (1 - uneven)) return page
  const gains = Float32Array.from(light.data, (level) =>
    Math.min(most, Math.max(1, target / Math.max(1, level))),
  )
  return apply(page, { gains, width: light.width, height: light.height })
}

/** The brightness of the paper under the light that falls on it, small, without print, and soft. */
function estimateLight(page: Image): GrayImage {
  const paper = closeThenOpen(brightness(reduce(page, smallEdge)), grain)
  return blur(blur(paper))
}

/** The mean of the 13 x 13 pixels around each one, of those that are there. */
function blur({ data, width, height }: GrayImage): GrayImage {
  const across = meansAlong(data, width, height)
  return { data: meansAlong(across, height, width), width, height }
}

/** The means of 13 neighbours in each row, given as columns. */
function meansAlong(data: Uint8Array, width: number, height: number): Uint8Array {
  const radius = 6
  const result = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const first = Math.max(0, x - radius)
      const last = Math.min(width - 1, x + radius)
      let sum = 0
      for (let at = y * width + first; at <= y * width + last; at++) sum += data[at] ?? 0
      result[x * height + y] = sum / (last - first + 1) + 0.5
    }
  }
  return result
}

interface Gains {
  gains: Float32Array
  width: number
  height: number
}

/** Gains are applied as whole numbers, of which so many leave a pixel as it is: a power of two. */
const unchanged = 1 << 12

function apply(page: Image, { gains, width, height }: Gains): Image {
  // What becomes too bright is cut off in being stored.
  const data = new Uint8ClampedArray(page.data.length)
  const columns = spread(page.width, width)
  const rows = spread(page.height, height)
  const row = new Float32Array(width)
  for (let y = 0, at = 0; y < page.height; y++) {
    const above = (rows.before[y] ?? 0) * width
    const lower = rows.part[y] ?? 0
    for (let x = 0; x < width; x++) {
      row[x] = unchanged * ((gains[above + x] ?? 1) * (1 - lower) + (gains[above + width + x] ?? 1) * lower)
    }
    for (let x = 0; x < page.width; x++) {
      const left = columns.before[x] ?? 0
      const before = row[left] ?? unchanged
      const gain = (before + ((row[left + 1] ?? unchanged) - before) * (columns.part[x] ?? 0)) | 0
      for (const end = at + page.channels; at < end; at++)
        data[at] = ((page.data[at] ?? 0) * gain + unchanged / 2) >> 12
    }
  }
  return { ...page, data: new Uint8Array(data.buffer) }
}

/** Between which two of `small` places each of `large` lies: the one before, and what part of the way to the next. */
function spread(large: number, small: number): { before: Uint8Array; part: Float32Array } {
  const before = new Uint8Array(large)
  const part = new Float32Array(large)
  for (let index = 0; index < large; index++) {
    const place = Math.min(Math.max(((index + 0.5) / large) * small - 0.5, 0), small - 1.001)
    before[index] = place
    part[index] = place - Math.floor(place)
  }
  return { before, part }
}
