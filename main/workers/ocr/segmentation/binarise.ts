import type { BinaryMask } from '../../pixels/binary-mask.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'

/** How far below its surroundings a pixel counts as print (Sauvola's k) where the surroundings are even. */
const sauvolaK = 0.22
/** Spread of brightness around a pixel, of 255, that is print beyond doubt. */
const sauvolaR = 110
/** Surroundings are measured in blocks of this many pixels each way: they change slowly. */
const blockSize = 4

/**
 * Tells print from paper by each pixel's surroundings (Sauvola), so that shade, a coloured ground and a dull
 * photocopy do not matter. @param radius of the surroundings in pixels: about twice the height of a letter
 */
export function binarise(gray: GrayImage, radius: number): BinaryMask {
  const { width, height, data } = gray
  const thresholds = blockThresholds(gray, Math.max(1, Math.round(radius / blockSize)))
  const columns = Math.ceil(width / blockSize)
  const mask = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = y * width
    const blocks = Math.floor(y / blockSize) * columns
    for (let x = 0; x < width; x++) {
      if ((data[row + x] ?? 0) < (thresholds[blocks + (x >> 2)] ?? 0)) mask[row + x] = 1
    }
  }
  return { data: mask, width, height }
}

/** The shade below which a pixel of each block is print. @param reach of the surroundings in blocks */
function blockThresholds(gray: GrayImage, reach: number): Float32Array {
  const columns = Math.ceil(gray.width / blockSize)
  const rows = Math.ceil(gray.height / blockSize)
  const { counts, sums, squares } = blockSums(gray, columns, rows)
  for (const values of [counts, sums, squares]) boxSums(values, columns, rows, reach)
  return sums.map((sum, index) => {
    const count = counts[index] ?? 1
    const mean = sum / count
    const deviation = Math.sqrt(Math.max(0, (squares[index] ?? 0) / count - mean * mean))
    return mean * (1 + sauvolaK * (deviation / sauvolaR - 1))
  })
}

function blockSums({ data, width, height }: GrayImage, columns: number, rows: number) {
  const counts = new Float32Array(columns * rows)
  const sums = new Float32Array(columns * rows)
  const squares = new Float32Array(columns * rows)
  for (let y = 0; y < height; y++) {
    const blocks = Math.floor(y / blockSize) * columns
    for (let column = 0; column < columns; column++) {
      const first = y * width + column * blockSize
      const count = Math.min(blockSize, width - column * blockSize)
      let [sum, square] = [0, 0]
      for (let at = first; at < first + count; at++) {
        const value = data[at] ?? 0
        sum += value
        square += value * value
      }
      counts[blocks + column] = (counts[blocks + column] ?? 0) + count
      sums[blocks + column] = (sums[blocks + column] ?? 0) + sum
      squares[blocks + column] = (squares[blocks + column] ?? 0) + square
    }
  }
  return { counts, sums, squares }
}

/** Makes each block the sum of those up to `reach` away from it, as far as the picture goes. */
function boxSums(values: Float32Array, columns: number, rows: number, reach: number): void {
  const before = new Float64Array(Math.max(columns, rows))
  for (let row = 0; row < rows; row++) slidingSum(values, row * columns, 1, columns, reach, before)
  for (let column = 0; column < columns; column++) slidingSum(values, column, columns, rows, reach, before)
}

/** @param before room for the values along the way, at least `length` */
function slidingSum(
  values: Float32Array,
  start: number,
  step: number,
  length: number,
  reach: number,
  before: Float64Array,
): void {
  for (let index = 0, at = start; index < length; index++, at += step) before[index] = values[at] ?? 0
  let sum = 0
  for (let index = 0; index < Math.min(reach, length); index++) sum += before[index] ?? 0
  for (let index = 0, at = start; index < length; index++, at += step) {
    if (index + reach < length) sum += before[index + reach] ?? 0
    if (index > reach) sum -= before[index - reach - 1] ?? 0
    values[at] = sum
  }
}
