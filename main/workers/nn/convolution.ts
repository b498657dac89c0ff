import { allocate, multiply } from './matrices.ts'

/** A stack of pictures of one size: channel after channel, each row by row. */
export interface Planes {
  data: Float32Array
  channels: number
  height: number
  width: number
}

/** Looks at each place through a small window, weighs what it sees, and keeps the largest of every pooled block. */
export interface Convolution {
  inputs: number
  /** A multiple of four. */
  outputs: number
  /** Size of the window; both odd. */
  window: { rows: number; columns: number }
  /** Whether the result is as high as the input, zeros beyond the edges; the width always stays. */
  keepsHeight: boolean
  pool: { rows: number; columns: number }
  /** False for the last one, whose sums are scores: all others cut off what is below zero. */
  rectified: boolean
  /** outputs x (inputs x window rows x window columns), allocated. */
  weights: Float32Array
  biases: Float32Array
}

/** What a convolution made of its input; the steps between are kept because training goes back over them. */
export interface Convolved {
  /** One column for each place: what the window sees there. Rows of zeros fill up a multiple of four. */
  views: Float32Array
  /** Before pooling. */
  sums: Planes
  pooled: Planes
}

/** Allocates what it gives. The number of places, height x width, must be a multiple of eight. */
export function convolve(input: Planes, layer: Convolution): Convolved {
  const views = im2col(input, layer)
  const height = layer.keepsHeight ? input.height : input.height - layer.window.rows + 1
  const places = height * input.width
  const data = allocate(layer.outputs * places)
  for (let output = 0; output < layer.outputs; output++) {
    data.fill(layer.biases[output] ?? 0, output * places, (output + 1) * places)
  }
  multiply(layer.weights, views, data, layer.outputs, places)
  if (layer.rectified) for (let at = 0; at < data.length; at++) if ((data[at] ?? 0) < 0) data[at] = 0
  const sums = { data, channels: layer.outputs, height, width: input.width }
  return { views, sums, pooled: pool(sums, layer.pool) }
}

/** Where the rows of a window lie in the input; rows and columns beyond the edges are left zero. */
function im2col(input: Planes, { inputs, window, keepsHeight }: Convolution): Float32Array {
  const { width } = input
  const above = keepsHeight ? (window.rows - 1) / 2 : 0
  const height = keepsHeight ? input.height : input.height - window.rows + 1
  const seen = inputs * window.rows * window.columns
  const views = allocate(Math.ceil(seen / 4) * 4 * height * width)
  let to = 0
  for (let channel = 0; channel < inputs; channel++) {
    for (let row = 0; row < window.rows; row++) {
      for (let column = 0; column < window.columns; column++) {
        const shift = column - (window.columns - 1) / 2
        const [first, last] = [Math.max(0, -shift), Math.min(width, width - shift)]
        for (let y = 0; y < height; y++, to += width) {
          const from = y + row - above
          if (from < 0 || from >= input.height) continue
          const start = (channel * input.height + from) * width + shift
          views.set(input.data.subarray(start + first, start + last), to + first)
        }
      }
    }
  }
  return views
}

function pool(sums: Planes, block: { rows: number; columns: number }): Planes {
  if (block.rows === 1 && block.columns === 1) return sums
  const [height, width] = [sums.height / block.rows, sums.width / block.columns]
  const data = allocate(sums.channels * height * width)
  for (let row = 0; row < sums.channels * height; row++) {
    const to = row * width
    for (let y = 0; y < block.rows; y++) {
      for (let x = 0; x < block.columns; x++) {
        const from = (row * block.rows + y) * sums.width + x
        const first = y === 0 && x === 0
        for (let column = 0; column < width; column++) {
          const value = sums.data[from + column * block.columns] ?? 0
          if (first || value > (data[to + column] ?? 0)) data[to + column] = value
        }
      }
    }
  }
  return { data, channels: sums.channels, height, width }
}
