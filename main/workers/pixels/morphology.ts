import type { GrayImage } from './gray-image.ts'
import { getKernels } from './kernels.ts'

/** Squares of that many pixels: what is dark and does not hold the first goes, then what is bright and not the second. */
export interface KernelSizes {
  dark: number
  bright: number
}

/**
 * Takes print, ruled lines, and the grain of wood or cloth out of a picture, and leaves the surfaces with their edges
 * where they are: a morphological closing, then an opening.
 */
export function closeThenOpen(image: GrayImage, { dark, bright }: KernelSizes): GrayImage {
  // A closing by `dark` and an opening by `bright` share their erosions.
  const erosion = dark + bright - 1
  const margin = erosion - 1
  const padded = pad(image, margin)
  const { kernels, bytes } = getKernels(padded.data.length)
  bytes.set(padded.data)
  for (const step of [1, padded.width]) slidingExtreme(kernels.dilate, bytes.length, dark, step)
  for (const step of [1, padded.width]) slidingExtreme(kernels.erode, bytes.length, erosion, step)
  for (const step of [1, padded.width]) slidingExtreme(kernels.dilate, bytes.length, bright, step)
  // Every window reached ahead only, by two margins together: the result has moved back by one.
  return crop(bytes, padded.width, image)
}

/** Each value becomes the most extreme of itself and the `size - 1` values that follow it at that step. */
function slidingExtreme(
  extreme: (data: number, length: number, ahead: number, farther: number) => void,
  length: number,
  size: number,
  step: number,
): void {
  for (let covered = 1; covered < size; ) {
    const { near, far } = nextReach(covered, size)
    extreme(0, length, near * step, far * step)
    covered += far
  }
}

/** Values that stand for `covered` of them each, at two places ahead, together cover up to three times as many. */
function nextReach(covered: number, size: number): { near: number; far: number } {
  const left = size - covered
  return { near: Math.min(covered, Math.ceil(left / 2)), far: Math.min(2 * covered, left) }
}

/** The plane with its outermost pixels repeated outwards. */
function pad({ data, width, height }: GrayImage, margin: number): GrayImage {
  const wide = width + 2 * margin
  const padded = new Uint8Array(wide * (height + 2 * margin))
  for (let y = 0; y < height + 2 * margin; y++) {
    const from = Math.min(Math.max(y - margin, 0), height - 1) * width
    const to = y * wide
    padded.set(data.subarray(from, from + width), to + margin)
    padded.fill(data[from] ?? 0, to, to + margin)
    padded.fill(data[from + width - 1] ?? 0, to + margin + width, to + wide)
  }
  return { data: padded, width: wide, height: height + 2 * margin }
}

function crop(data: Uint8Array, wide: number, { width, height }: GrayImage): GrayImage {
  const cropped = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) cropped.set(data.subarray(y * wide, y * wide + width), y * width)
  return { data: cropped, width, height }
}
