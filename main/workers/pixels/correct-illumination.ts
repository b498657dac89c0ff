import { downscale, toGray } from './downscale.ts'
import type { GrayImage } from './gray-image.ts'
import { percentile } from './histogram.ts'
import type { Image } from './image.ts'
import { closeThenOpen } from './morphology.ts'

const workingEdge = 120
/** Wide enough to close over the print and over the portrait of a card, in pixels of the small picture. */
const kernelSizes = { dark: 31, bright: 9 }
/** Light that differs by less over the page is left alone: every change costs a little of the print. */
const minVariation = 0.18
/** No place is made brighter than this: in a deep shadow there is more grain than print. */
const maxGain = 2

/**
 * Takes shadows and the fall of light out of a page. The paper is brought to one brightness everywhere, that of its
 * brighter parts, in all channels alike, so that colours stay; what is dark because it is printed so (a portrait)
 * stays darker than the paper, because the light of its surroundings is what counts. Returns the page itself where the
 * light is even.
 */
export function correctIllumination(page: Image): Image {
  const illumination = estimateIllumination(page)
  const darkest = percentile(illumination.data, 0.05)
  const target = percentile(illumination.data, 0.9)
  if (target === 0 || darkest > target * (1 - minVariation)) return page
  const gains = Float32Array.from(illumination.data, (level) =>
    Math.min(maxGain, Math.max(1, target / Math.max(1, level))),
  )
  return applyGains(page, { gains, width: illumination.width, height: illumination.height })
}

/** The brightness of the paper under the light that falls on it, small, without print, and soft. */
function estimateIllumination(page: Image): GrayImage {
  const paper = closeThenOpen(toGray(downscale(page, workingEdge)), kernelSizes)
  return boxBlur(boxBlur(paper))
}

/** The mean of the 13 x 13 pixels around each one, of those that are there. */
function boxBlur({ data, width, height }: GrayImage): GrayImage {
  const across = runningMeans(data, width, height)
  return { data: runningMeans(across, height, width), width, height }
}

/** The means of 13 neighbours in each row, given as columns. */
function runningMeans(data: Uint8Array, width: number, height: number): Uint8Array {
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

interface GainMap {
  gains: Float32Array
  width: number
  height: number
}

/** Gains are applied as whole numbers, of which so many leave a pixel as it is: a power of two. */
const unitGain = 1 << 12

function applyGains(page: Image, { gains, width, height }: GainMap): Image {
  // What becomes too bright is cut off in being stored.
  const data = new Uint8ClampedArray(page.data.length)
  const columns = interpolation(page.width, width)
  const rows = interpolation(page.height, height)
  const row = new Float32Array(width)
  for (let y = 0, at = 0; y < page.height; y++) {
    const above = (rows.before[y] ?? 0) * width
    const lower = rows.share[y] ?? 0
    for (let x = 0; x < width; x++) {
      row[x] = unitGain * ((gains[above + x] ?? 1) * (1 - lower) + (gains[above + width + x] ?? 1) * lower)
    }
    for (let x = 0; x < page.width; x++) {
      const left = columns.before[x] ?? 0
      const before = row[left] ?? unitGain
      const gain = (before + ((row[left + 1] ?? unitGain) - before) * (columns.share[x] ?? 0)) | 0
      for (const end = at + page.channels; at < end; at++)
        data[at] = ((page.data[at] ?? 0) * gain + unitGain / 2) >> 12
    }
  }
  return { ...page, data: new Uint8Array(data.buffer) }
}

/** Between which two of `small` places each of `large` lies: the one before, and what part of the way to the next. */
function interpolation(large: number, small: number): { before: Uint8Array; share: Float32Array } {
  const before = new Uint8Array(large)
  const share = new Float32Array(large)
  for (let index = 0; index < large; index++) {
    const position = Math.min(Math.max(((index + 0.5) / large) * small - 0.5, 0), small - 1.001)
    before[index] = position
    share[index] = position - Math.floor(position)
  }
  return { before, share }
}
