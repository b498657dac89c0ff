import { allocate, multiply } from './matrix.ts'

/** Feature maps: channel after channel, each row by row. */
export interface FeatureMaps {
  data: Float32Array
  channels: number
  height: number
  width: number
}

/** A convolution layer with bias, ReLU and max pooling. */
export interface Convolution {
  inputs: number
  /** A multiple of four. */
  outputs: number
  /** Kernel size; both odd. */
  kernel: { rows: number; columns: number }
  /** Whether the height is kept by zero padding; the width always is. */
  padsHeight: boolean
  maxPool: { rows: number; columns: number }
  /** False for the last layer, whose activations are the scores of the classes. */
  relu: boolean
  /** outputs x (inputs x kernel rows x kernel columns), allocated. */
  weights: Float32Array
  biases: Float32Array
}

/** The result of a layer with its intermediate values, which back-propagation needs. */
export interface Convolved {
  /** The im2col matrix: one column for each position. Rows of zeros pad it to a multiple of four. */
  columns: Float32Array
  /** Before pooling. */
  activations: FeatureMaps
  pooled: FeatureMaps
}

/**
 * Convolution as a matrix product (im2col). Allocates its result. Height x width must be a multiple of eight.
 */
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

/**
 * Rearranges the input so that each column holds the pixels under the kernel; beyond the border they are
 * zero.
 */
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
