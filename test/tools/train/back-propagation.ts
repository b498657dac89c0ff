import type { Convolution, Convolved, Planes } from '../../../main/workers/nn/convolution.ts'
import { allocate, multiply, withArena } from '../../../main/workers/nn/matrices.ts'
import { type InkLine, type Network, probabilities, traceNetwork } from '../../../main/workers/nn/network.ts'

/** How the loss changes with each weight, in the shape of the network's layers. */
export type Gradients = readonly { weights: Float32Array; biases: Float32Array }[]

/** A line and what stands at each of its frames: a class by its number, or -1 where it does not matter. */
export interface Lesson {
  line: InkLine
  targets: Int8Array
}

export function zeroGradients(network: Network): Gradients {
  return network.layers.map(({ weights, biases }) => ({
    weights: new Float32Array(weights.length),
    biases: new Float32Array(biases.length),
  }))
}

/**
 * Adds to `gradients` what one lesson says.
 * @returns the loss: cross entropy, the mean of the frames that matter
 */
export function learn(network: Network, { line, targets }: Lesson, gradients: Gradients): number {
  return withArena(() => {
    const trace = traceNetwork(network, line)
    const scores = trace.at(-1)?.pooled
    if (!scores) throw new Error('a network without layers')
    const { loss, slope } = lossOf(scores, targets)
    let later = slope
    for (let index = network.layers.length - 1; index >= 0; index--) {
      const [layer, convolved, sum] = [network.layers[index], trace[index], gradients[index]]
      if (!layer || !convolved || !sum) throw new Error('gradients of another network')
      const input = trace[index - 1]?.pooled
      later = goBack(layer, convolved, later, sum, input) ?? later
    }
    return loss
  })
}

/** How much the scores are off, and the direction in which they would be more so. */
function lossOf(scores: Planes, targets: Int8Array): { loss: number; slope: Float32Array } {
  const { channels, width } = scores
  const found = probabilities(scores)
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
function goBack(
  layer: Convolution,
  { views, sums, pooled }: Convolved,
  later: Float32Array,
  sum: { weights: Float32Array; biases: Float32Array },
  input: Planes | undefined,
): Float32Array | undefined {
  const slope = sums === pooled ? later : unpool(layer, sums, pooled, later)
  if (layer.rectified) for (let at = 0; at < slope.length; at++) if (!sums.data[at]) slope[at] = 0
  const places = sums.height * sums.width
  for (let output = 0; output < layer.outputs; output++) {
    let total = 0
    for (let at = output * places; at < (output + 1) * places; at++) total += slope[at] ?? 0
    sum.biases[output] = (sum.biases[output] ?? 0) + total
  }
  const inner = layer.weights.length / layer.outputs
  const rows = views.length / places
  // The product wants columns in eights.
  const columns = Math.ceil(layer.outputs / 8) * 8
  const forWeights = allocate(rows * columns)
  multiply(views, transposed(slope, layer.outputs, places, columns), forWeights, rows, columns)
  for (let output = 0; output < layer.outputs; output++) {
    for (let at = 0; at < inner; at++) {
      const to = output * inner + at
      sum.weights[to] = (sum.weights[to] ?? 0) + (forWeights[at * columns + output] ?? 0)
    }
  }
  if (!input) return undefined
  const forViews = allocate(inner * places)
  multiply(transposed(layer.weights, layer.outputs, inner, layer.outputs), slope, forViews, inner, places)
  return gatherViews(forViews, layer, input)
}

/** Only what was the largest of its block had a say. */
function unpool(layer: Convolution, sums: Planes, pooled: Planes, later: Float32Array): Float32Array {
  const slope = allocate(sums.data.length)
  const { rows, columns } = layer.pool
  let at = 0
  for (let row = 0; row < pooled.channels * pooled.height; row++) {
    for (let column = 0; column < pooled.width; column++, at++) {
      search: for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          const from = (row * rows + y) * sums.width + column * columns + x
          if (sums.data[from] !== pooled.data[at]) continue
          slope[from] = later[at] ?? 0
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

/** The way back from what the windows saw to the pictures they looked at. */
function gatherViews(views: Float32Array, layer: Convolution, input: Planes): Float32Array {
  const { window, keepsHeight } = layer
  const { width } = input
  const slope = allocate(input.data.length)
  const above = keepsHeight ? (window.rows - 1) / 2 : 0
  const height = keepsHeight ? input.height : input.height - window.rows + 1
  let from = 0
  for (let channel = 0; channel < layer.inputs; channel++) {
    for (let row = 0; row < window.rows; row++) {
      for (let column = 0; column < window.columns; column++) {
        const shift = column - (window.columns - 1) / 2
        const [first, last] = [Math.max(0, -shift), Math.min(width, width - shift)]
        for (let y = 0; y < height; y++, from += width) {
          const to = y + row - above
          if (to < 0 || to >= input.height) continue
          const start = (channel * input.height + to) * width + shift
          for (let x = first; x < last; x++)
            slope[start + x] = (slope[start + x] ?? 0) + (views[from + x] ?? 0)
        }
      }
    }
  }
  return slope
}
