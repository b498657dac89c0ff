import type { Homography } from '../../../main/workers/pixels/homography.ts'
import type { Image } from '../../../main/workers/pixels/image.ts'
import type { RenderedPage } from '../../../main/workers/specimens/render-svg.ts'
import { invert, mapQuad, pageToPicture, type Quad } from './quad.ts'

export type Colour = readonly [red: number, green: number, blue: number]

export function createPicture(width: number, height: number, [red, green, blue]: Colour): Image {
  const data = new Uint8Array(width * height * 3)
  const row = data.subarray(0, width * 3)
  for (let at = 0; at < row.length; at += 3) {
    row[at] = red
    row[at + 1] = green
    row[at + 2] = blue
  }
  for (let y = 1; y < height; y++) data.set(row, y * width * 3)
  return { data, width, height, channels: 3 }
}

/**
 * Calls `paint` for each row of a picture that a quad crosses, with the columns inside it: `from`, and before
 * `to`.
 */
function eachRow(
  { width, height }: Image,
  quad: Quad,
  paint: (y: number, from: number, to: number) => void,
): void {
  const bottom = Math.max(...quad.map(({ y }) => y))
  const top = Math.min(...quad.map(({ y }) => y))
  for (let y = Math.max(0, Math.ceil(top)); y <= Math.min(height - 1, bottom); y++) {
    const [left, right] = crossing(quad, y)
    const from = Math.max(0, Math.ceil(left))
    const to = Math.min(width, Math.floor(right) + 1)
    if (from < to) paint(y, from, to)
  }
}

/** Where a row crosses the rim of a convex quad. */
function crossing(quad: Quad, y: number): [left: number, right: number] {
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let index = 0; index < 4; index++) {
    const from = quad[index]
    const to = quad[(index + 1) % 4]
    if (!from || !to || Math.min(from.y, to.y) > y || Math.max(from.y, to.y) < y || from.y === to.y) continue
    const x = from.x + ((to.x - from.x) * (y - from.y)) / (to.y - from.y)
    left = Math.min(left, x)
    right = Math.max(right, x)
  }
  return [left, right]
}

/**
 * Draws a page onto a picture with bilinear sampling; `round` is the radius of its corners, in its pixels.
 */
export function drawPage(picture: Image, page: RenderedPage, quad: Quad, round = 0): void {
  const { data, width, height } = page
  const source: Source = {
    pixels: new Int32Array(data.buffer, data.byteOffset, width * height),
    width,
    height,
    round,
  }
  const back = invert(pageToPicture(quad))
  eachRow(picture, quad, (y, from, to) => {
    sampleRow(source, back, picture.data.subarray(y * picture.width * 3), { y, from, to })
  })
}

interface Source {
  /** Red, green, blue and one more byte each. */
  pixels: Int32Array
  width: number
  height: number
  round: number
}

/**
 * Two of four bytes at a time: red with blue, then green, each with room above it for what multiplying adds.
 */
const redAndBlue = 0xff00ff
const green = 0xff00

/** The hot loop of all captures: bilinear interpolation with weights in 256ths. */
function sampleRow(
  { pixels, width, height, round }: Source,
  [a, b, c, d, e, f, g, h]: Homography,
  target: Uint8Array,
  { y, from, to }: { y: number; from: number; to: number },
): void {
  const lastColumn = width - 1.01
  const lastRow = height - 1.01
  for (let x = from, at = from * 3; x < to; x++, at += 3) {
    const depth = 1 / (g * x + h * y + 1)
    let u = (a * x + b * y + c) * depth * width - 0.5
    let v = (d * x + e * y + f) * depth * height - 0.5
    if (round > 0 && isRoundedOff(u, v, width, height, round)) continue
    u = u < 0 ? 0 : u > lastColumn ? lastColumn : u
    v = v < 0 ? 0 : v > lastRow ? lastRow : v
    const left = u | 0
    const above = v | 0
    const right = ((u - left) * 256) | 0
    const below = ((v - above) * 256) | 0
    const start = above * width + left
    const p1 = pixels[start] ?? 0
    const p2 = pixels[start + 1] ?? 0
    const p3 = pixels[start + width] ?? 0
    const p4 = pixels[start + width + 1] ?? 0
    const w4 = (right * below) >> 8
    const w3 = below - w4
    const w2 = right - w4
    const w1 = 256 - right - w3
    const both =
      (Math.imul(p1 & redAndBlue, w1) +
        Math.imul(p2 & redAndBlue, w2) +
        Math.imul(p3 & redAndBlue, w3) +
        Math.imul(p4 & redAndBlue, w4)) |
      0
    const middle =
      (Math.imul((p1 & green) >> 8, w1) +
        Math.imul((p2 & green) >> 8, w2) +
        Math.imul((p3 & green) >> 8, w3) +
        Math.imul((p4 & green) >> 8, w4)) |
      0
    target[at] = (both >> 8) & 0xff
    target[at + 1] = middle >> 8
    target[at + 2] = (both >>> 24) & 0xff
  }
}

function isRoundedOff(x: number, y: number, width: number, height: number, round: number): boolean {
  const dx = x < round ? round - x : x - (width - round)
  if (dx <= 0) return false
  const dy = y < round ? round - y : y - (height - round)
  return dy > 0 && dx * dx + dy * dy > round * round
}

/**
 * Darkens what lies in a quad, to `share` of its light; except what lies in `besides`, where that is given.
 */
export function darken(picture: Image, quad: Quad, share: number, except?: Quad): void {
  const { data, width } = picture
  const dim = (y: number, from: number, to: number) => {
    const end = (y * width + to) * 3
    for (let at = (y * width + from) * 3; at < end; at++) data[at] = (data[at] ?? 0) * share
  }
  eachRow(picture, quad, (y, from, to) => {
    const [left, right] = except ? crossing(except, y) : [to, to]
    if (!(left < right)) return dim(y, from, to)
    dim(y, from, Math.max(from, Math.min(to, Math.ceil(left))))
    dim(y, Math.min(to, Math.max(from, Math.floor(right))), to)
  })
}

/** Fills a quad with one colour: a pen, the corner of another sheet. */
export function fill(picture: Image, quad: Quad, [red, green, blue]: Colour): void {
  const { data, width } = picture
  eachRow(picture, quad, (y, from, to) => {
    const end = (y * width + to) * 3
    for (let at = (y * width + from) * 3; at < end; at += 3) {
      data[at] = red
      data[at + 1] = green
      data[at + 2] = blue
    }
  })
}

/**
 * The soft shadow of a card or sheet on one side: a few quads, each at less distance. The area under the page
 * itself is skipped.
 */
export function castShadow(picture: Image, quad: Quad, dx: number, dy: number, share: number): void {
  const step = share ** (1 / 3)
  for (const reach of [1, 0.66, 0.33]) {
    const moved = mapQuad(quad, ({ x, y }) => ({ x: x + dx * reach, y: y + dy * reach }))
    darken(picture, moved, step, quad)
  }
}
