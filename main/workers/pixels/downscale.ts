import type { GrayImage } from './gray-image.ts'
import type { Image } from './image.ts'
import { getKernels } from './kernels.ts'

/** A picture made smaller by a whole factor, each pixel the mean of the square that it stands for. */
export interface DownscaledImage extends Image {
  factor: number
}

/** So many rows and columns of a square, or up to twice as many, are enough for its mean. */
const samples = { rows: 2, columns: 3 }

/** Reduces until the longest edge is at most `longest` pixels; what is left over at the right and below is dropped. */
export function downscale(image: Image, maxEdge: number): DownscaledImage {
  const factor = Math.max(1, Math.ceil(Math.max(image.width, image.height) / maxEdge))
  if (factor === 1) return { ...image, factor }
  const width = Math.floor(image.width / factor)
  const height = Math.floor(image.height / factor)
  const rowStep = Math.max(1, Math.floor(factor / samples.rows))
  const columnStep = Math.max(1, Math.floor(factor / samples.columns))
  const rows = Math.ceil(factor / rowStep)
  const { channels } = image
  const stride = image.width * channels
  // The sums are numbers of four bytes each.
  const sums = Math.ceil((rows * height * stride) / 4) * 4
  const target = sums + width * channels * 4
  const end = target + width * height * channels
  const { kernels, bytes } = getKernels(end)
  for (let row = 0; row < rows * height; row++) {
    const from = (Math.floor(row / rows) * factor + (row % rows) * rowStep) * stride
    bytes.set(image.data.subarray(from, from + stride), row * stride)
  }
  const kernel = channels === 3 ? kernels.downscale : kernels.downscaleGray
  kernel(0, image.width, target, width, height, factor, rows, columnStep, sums)
  return { data: bytes.slice(target, end), width, height, channels, factor }
}

/** Makes a picture smaller by a whole factor and grey: brightness as the eye weighs the colours (ITU-R BT.601). */
export function downscaleToGray({ data, width, height, channels }: Image, factor: number): GrayImage {
  if (channels === 1 && factor === 1) return { data, width, height }
  const [newWidth, newHeight] = [Math.floor(width / factor), Math.floor(height / factor)]
  // The sums are numbers of four bytes each.
  const sums = Math.ceil(data.length / 4) * 4
  const target = sums + newWidth * 4
  const end = target + newWidth * newHeight
  const { kernels, bytes } = getKernels(end)
  bytes.set(data)
  if (channels === 3) kernels.downscaleToGray(0, width, target, newWidth, newHeight, factor, sums)
  else kernels.downscaleGray(0, width, target, newWidth, newHeight, factor, factor, 1, sums)
  return { data: bytes.slice(target, end), width: newWidth, height: newHeight }
}

/** Brightness as the eye weighs the colours (ITU-R BT.601). */
export const toGray = (pixels: Image): GrayImage => downscaleToGray(pixels, 1)
