import { allocate, multiply } from './matrix.ts'

/** A stack of pictures of one size: channel after channel, each row by row. */
export interface FeatureMaps {
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
  kernel: { rows: number; columns: number }
  /** Whether the result is as high as the input, zeros beyond the edges; the width always stays. */
  padsHeight: boolean
  maxPool: { rows: number; columns: number }
  /** False for the last one, whose sums are scores: all others cut off what is below zero. */
  relu: boolean
  /** outputs x (inputs x window rows x window columns), allocated. */
  weights: Float32Array
  biases: Float32Array
}

/** What a convolution made of its input; the steps between are kept because training goes back over them. */
export interface Convolved {
  /** One column for each place: what the window sees there. Rows of zeros fill up a multiple of four. */
  columns: Float32Array
  /** Before pooling. */
  activations: FeatureMaps
  pooled: FeatureMaps
}

/** Allocates what it gives. The number of places, height x width, must be a multiple of eight. */
export function convolve(input: FeatureMaps, layer: Convolution): Convolved {
  const columns = im2col(input, layer)
  const height = layer.padsHeight ? input.height : input.height - layer.kernel.rows + 1
  const positions = height * input.width
  const data = allocate(layer.outputs * positions)
  for (let output = 0; output < layer.outputs; output++) {
    data.fill(layer.biases[output] ?? 0, output * positions, (output + 1) * positions)
  }
  multiply(layer.weights, columns, data, layer.outputs, positions)
  if (layer.relu) for (let at = 0; at < data.length; at++) if ((data[at] ?? 0) < 0) data[at] = 0
  const activations = { data, channels: layer.outputs, height, width: input.width }
  return { columns, activations, pooled: maxPool(activations, layer.maxPool) }
}

/** Where the rows of a window lie in the input; rows and columns beyond the edges are left zero. */
function im2col(input: FeatureMaps, { inputs, kernel, padsHeight }: Convolution): Float32Array {
  const { width } = input
  const above = padsHeight ? (kernel.rows - 1) / 2 : 0
  const height = padsHeight ? input.height : input.height - kernel.rows + 1
  const patchSize = inputs * kernel.rows * kernel.columns
  const matrix = allocate(Math.ceil(patchSize / 4) * 4 * height * width)
  let to = 0
  for (let channel = 0; channel < inputs; channel++) {
    for (let row = 0; row < kernel.rows; row++) {
      for (let column = 0; column < kernel.columns; column++) {
        const shift = column - (kernel.columns - 1) / 2
        const [first, last] = [Math.max(0, -shift), Math.min(width, width - shift)]
        for (let y = 0; y < height; y++, to += width) {
          const from = y + row - above
          if (from < 0 || from >= input.height) continue
          const start = (channel * input.height + from) * width + shift
          matrix.set(input.data.subarray(start + first, start + last), to + first)
        }
      }
    }
  }
  return matrix
}

function maxPool(activations: FeatureMaps, block: { rows: number; columns: number }): FeatureMaps {
  if (block.rows === 1 && block.columns === 1) return activations
  const [height, width] = [activations.height / block.rows, activations.width / block.columns]
  const data = allocate(activations.channels * height * width)
  for (let row = 0; row < activations.channels * height; row++) {
    const to = row * width
    for (let y = 0; y < block.rows; y++) {
      for (let x = 0; x < block.columns; x++) {
        const from = (row * block.rows + y) * activations.width + x
        const first = y === 0 && x === 0
        for (let column = 0; column < width; column++) {
          const value = activations.data[from + column * block.columns] ?? 0
          if (first || value > (data[to + column] ?? 0)) data[to + column] = value
        }
      }
    }
  }
  return { data, channels: activations.channels, height, width }
}
