import type { GrayImage } from './gray-image.ts'

/** Where each target pixel begins and ends in the source, in source pixels. */
const sourceRange = (index: number, ratio: number, limit: number): [number, number] => {
  const begin = index * ratio
  return [begin, Math.min(limit, Math.max(begin + ratio, begin + 1))]
}

/** Another size: averaged where it shrinks, interpolated where it grows. */
export function resize(gray: GrayImage, width: number, height: number): GrayImage {
  if (width === gray.width && height === gray.height) return gray
  return resizeRows(resizeColumns(gray, width), height)
}

function resizeColumns(gray: GrayImage, width: number): GrayImage {
  const data = new Uint8Array(width * gray.height)
  const weights = weightsFor(gray.width, width)
  for (let y = 0; y < gray.height; y++) {
    const row = y * gray.width
    for (let x = 0; x < width; x++) {
      let sum = 0
      const { first, parts } = weights[x] ?? noWeights
      for (let part = 0; part < parts.length; part++)
        sum += (parts[part] ?? 0) * (gray.data[row + first + part] ?? 0)
      data[y * width + x] = sum + 0.5
    }
  }
  return { data, width, height: gray.height }
}

function resizeRows(gray: GrayImage, height: number): GrayImage {
  const { width } = gray
  const data = new Uint8Array(width * height)
  const weights = weightsFor(gray.height, height)
  const sums = new Float32Array(width)
  for (let y = 0; y < height; y++) {
    const { first, parts } = weights[y] ?? noWeights
    sums.fill(0.5)
    for (let part = 0; part < parts.length; part++) {
      const weight = parts[part] ?? 0
      const row = (first + part) * width
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + weight * (gray.data[row + x] ?? 0)
    }
    data.set(sums, y * width)
  }
  return { data, width, height }
}

interface Weights {
  /** First source pixel that counts. */
  first: number
  parts: Float32Array
}
const noWeights: Weights = { first: 0, parts: new Float32Array(0) }

function weightsFor(from: number, to: number): Weights[] {
  const ratio = from / to
  return Array.from({ length: to }, (_, index) =>
    ratio > 1 ? areaWeights(index, ratio, from) : bilinearWeights(index, ratio, from),
  )
}

function areaWeights(index: number, ratio: number, from: number): Weights {
  const [begin, end] = sourceRange(index, ratio, from)
  const first = Math.floor(begin)
  const parts = new Float32Array(Math.max(1, Math.ceil(end) - first))
  let sum = 0
  for (let part = 0; part < parts.length; part++) {
    const share = Math.min(end, first + part + 1) - Math.max(begin, first + part)
    parts[part] = share
    sum += share
  }
  return { first, parts: parts.map((share) => share / sum) }
}

function bilinearWeights(index: number, ratio: number, from: number): Weights {
  const centre = Math.min(from - 1, Math.max(0, (index + 0.5) * ratio - 0.5))
  const first = Math.min(Math.floor(centre), Math.max(0, from - 2))
  const share = centre - first
  return { first, parts: from === 1 ? Float32Array.of(1) : Float32Array.of(1 - share, share) }
}
