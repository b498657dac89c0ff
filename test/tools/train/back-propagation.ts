import type { Convolution, Convolved, FeatureMaps } from '../../../main/workers/nn/convolution.ts'
import { allocate, multiply, withArena } from '../../../main/workers/nn/matrix.ts'
import { forward, type InkLine, type Network, softmax } from '../../../main/workers/nn/network.ts'

/** How the loss changes with each weight, in the shape of the network's layers. */
export type Gradients = readonly { weights: Float32Array; biases: Float32Array }[]

/** A line and what stands at each of its frames: a class by its number, or -1 where it does not matter. */
export interface TrainingSample {
  line: InkLine
  targets: Int8Array
}

export function zeroGradients(network: Network): Gradients {
  return network.layers.map(({ weights, biases }) => ({
    weights: new Float32Array(weights.length),
    biases: new Float32Array(biases.length),
  }))
}

/** Forward and backward pass of one sample; adds its gradients to `gradients`. */
export function accumulateGradients(
  network: Network,
  { line, targets }: TrainingSample,
  gradients: Gradients,
): number {
  return withArena(() => {
    const trace = forward(network, line)
    const scores = trace.at(-1)?.pooled
    if (!scores) throw new Error('a network without layers')
    const { loss, slope } = crossEntropy(scores, targets)
    let outputSlope = slope
    for (let index = network.layers.length - 1; index >= 0; index--) {
      const [layer, convolved, sum] = [network.layers[index], trace[index], gradients[index]]
      if (!layer || !convolved || !sum) throw new Error('gradients of another network')
      const input = trace[index - 1]?.pooled
      outputSlope = backPropagate(layer, convolved, outputSlope, sum, input) ?? outputSlope
    }
    return loss
  })
}

/** Cross-entropy loss and its gradient with respect to the scores. */
function crossEntropy(scores: FeatureMaps, targets: Int8Array): { loss: number; slope: Float32Array } {
  const { channels, width } = scores
  const found = softmax(scores)
  const slope = allocate(channels * width)
  const counted = targets.filter((target) => target >= 0).length || 1
  let loss = 0
  for (const [frame, target] of targets.entries()) {
    if (target < 0) continue
    loss -= Math.log(Math.max(1e-9, found[frame * channels + target] ?? 0)) / counted
    for (let channel = 0; channel < channels; channel++) {
      const wanted = channel === target ? 1 : 0
      slope[channel * width + frame] = ((found[frame * channels + channel] ?? 0) - wanted) / counted
    }
  }
  return { loss, slope }
}

/** @returns the slope at the input, or undefined for the first layer, whose input is the line itself */
function backPropagate(
  layer: Convolution,
  { columns, activations, pooled }: Convolved,
  outputSlope: Float32Array,
  sum: { weights: Float32Array; biases: Float32Array },
  input: FeatureMaps | undefined,
): Float32Array | undefined {
  const slope = activations === pooled ? outputSlope : unpool(layer, activations, pooled, outputSlope)
  if (layer.relu) for (let at = 0; at < slope.length; at++) if (!activations.data[at]) slope[at] = 0
  const positions = activations.height * activations.width
  for (let output = 0; output < layer.outputs; output++) {
    let total = 0
    for (let at = output * positions; at < (output + 1) * positions; at++) total += slope[at] ?? 0
    sum.biases[output] = (sum.biases[output] ?? 0) + total
  }
  const inner = layer.weights.length / layer.outputs
  const rows = columns.length / positions
  // The product wants columns in eights.
  const stride = Math.ceil(layer.outputs / 8) * 8
  const forWeights = allocate(rows * stride)
  multiply(columns, transposed(slope, layer.outputs, positions, stride), forWeights, rows, stride)
  for (let output = 0; output < layer.outputs; output++) {
    for (let at = 0; at < inner; at++) {
      const to = output * inner + at
      sum.weights[to] = (sum.weights[to] ?? 0) + (forWeights[at * stride + output] ?? 0)
    }
  }
  if (!input) return undefined
  const forColumns = allocate(inner * positions)
  multiply(
    transposed(layer.weights, layer.outputs, inner, layer.outputs),
    slope,
    forColumns,
    inner,
    positions,
  )
  return col2im(forColumns, layer, input)
}

/** Backward pass of max pooling: the gradient goes to the maximum of each block. */
function unpool(
  layer: Convolution,
  activations: FeatureMaps,
  pooled: FeatureMaps,
  outputSlope: Float32Array,
): Float32Array {
  const slope = allocate(activations.data.length)
  const { rows, columns } = layer.maxPool
  let at = 0
  for (let row = 0; row < pooled.channels * pooled.height; row++) {
    for (let column = 0; column < pooled.width; column++, at++) {
      search: for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          const from = (row * rows + y) * activations.width + column * columns + x
          if (activations.data[from] !== pooled.data[at]) continue
          slope[from] = outputSlope[at] ?? 0
          break search
        }
      }
    }
  }
  return slope
}

/** Rows become columns; the new rows are filled up with zeros to `stride`. */
function transposed(matrix: Float32Array, rows: number, columns: number, stride: number): Float32Array {
  const result = allocate(columns * stride)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result[column * stride + row] = matrix[row * columns + column] ?? 0
    }
  }
  return result
}

/** col2im: sums the gradient of the im2col matrix back into the input. */
function col2im(columns: Float32Array, layer: Convolution, input: FeatureMaps): Float32Array {
  const { kernel, padsHeight } = layer
  const { width } = input
  const slope = allocate(input.data.length)
  const above = padsHeight ? (kernel.rows - 1) / 2 : 0
  const height = padsHeight ? input.height : input.height - kernel.rows + 1
  let from = 0
  for (let channel = 0; channel < layer.inputs; channel++) {
    for (let row = 0; row < kernel.rows; row++) {
      for (let column = 0; column < kernel.columns; column++) {
        const shift = column - (kernel.columns - 1) / 2
        const [first, last] = [Math.max(0, -shift), Math.min(width, width - shift)]
        for (let y = 0; y < height; y++, from += width) {
          const to = y + row - above
          if (to < 0 || to >= input.height) continue
          const start = (channel * input.height + to) * width + shift
          for (let x = first; x < last; x++)
            slope[start + x] = (slope[start + x] ?? 0) + (columns[from + x] ?? 0)
        }
      }
    }
  }
  return slope
}
