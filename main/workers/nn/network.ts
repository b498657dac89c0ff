import { type Convolution, type Convolved, convolve, type FeatureMaps } from './convolution.ts'
import { allocate, withArena } from './matrix.ts'

/** Every line of text comes to a network at this height. */
export const lineHeight = 24
/** A network says something at every second column. */
export const columnsPerFrame = 2
/** Widths come in steps of this many columns, so that the columns stay multiples of eight after pooling. */
export const widthStep = 16

/** A line of text cut out for a network: paper 0, ink 1, row by row, `lineHeight` rows. */
export interface InkLine {
  ink: Float32Array
  /** A multiple of `widthStep`. */
  width: number
}

/** Reads along a line: at each of its frames it says how likely each class stands there. */
export interface Network {
  classes: readonly string[]
  layers: readonly Convolution[]
}

/** Allocates what it gives: for training; to read, `runNetwork`. */
export function forward(network: Network, line: InkLine): Convolved[] {
  const data = allocate(lineHeight * line.width)
  data.set(line.ink)
  let maps: FeatureMaps = { data, channels: 1, height: lineHeight, width: line.width }
  return network.layers.map((layer) => {
    const convolved = convolve(maps, layer)
    maps = convolved.pooled
    return convolved
  })
}

/** @returns for each frame the probabilities of the classes, frame after frame; each frame's add up to 1 */
export function runNetwork(network: Network, line: InkLine): Float32Array {
  return withArena(() => {
    const scores = forward(network, line).at(-1)?.pooled
    if (scores?.height !== 1) throw new Error('a network ends in one row of scores')
    return softmax(scores)
  })
}

/** Softmax over the channels at each column. */
export function softmax({ data, channels, width }: FeatureMaps): Float32Array {
  const result = new Float32Array(channels * width)
  for (let column = 0; column < width; column++) {
    let highest = Number.NEGATIVE_INFINITY
    for (let channel = 0; channel < channels; channel++) {
      highest = Math.max(highest, data[channel * width + column] ?? 0)
    }
    let sum = 0
    for (let channel = 0; channel < channels; channel++) {
      const exponential = Math.exp((data[channel * width + column] ?? 0) - highest)
      result[column * channels + channel] = exponential
      sum += exponential
    }
    for (let channel = 0; channel < channels; channel++) {
      const at = column * channels + channel
      result[at] = (result[at] ?? 0) / sum
    }
  }
  return result
}
