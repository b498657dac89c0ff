import type { Network } from '../../../main/workers/nn/network.ts'
import { type Gradients, zeroGradients } from './back-propagation.ts'

/** Descends along the gradients, each weight at a pace of its own: Adam (Kingma and Ba, 2015). */
export function createAdam(network: Network) {
  const mean = zeroGradients(network)
  const square = zeroGradients(network)
  let steps = 0

  function move(
    weights: Float32Array,
    slope: Float32Array,
    m: Float32Array,
    v: Float32Array,
    rate: number,
  ): void {
    const [meanShare, squareShare] = [1 - 0.9 ** steps, 1 - 0.999 ** steps]
    for (let at = 0; at < weights.length; at++) {
      const g = slope[at] ?? 0
      const nextMean = 0.9 * (m[at] ?? 0) + 0.1 * g
      const nextSquare = 0.999 * (v[at] ?? 0) + 0.001 * g * g
      m[at] = nextMean
      v[at] = nextSquare
      const change = nextMean / meanShare / (Math.sqrt(nextSquare / squareShare) + 1e-8)
      weights[at] = (weights[at] ?? 0) - rate * change
    }
  }

  return {
    /** Changes the network by these gradients and sets them to zero. */
    step(gradients: Gradients, rate: number): void {
      steps++
      for (const [index, layer] of network.layers.entries()) {
        const [slope, m, v] = [gradients[index], mean[index], square[index]]
        if (!slope || !m || !v) throw new Error('gradients of another network')
        move(layer.weights, slope.weights, m.weights, v.weights, rate)
        move(layer.biases, slope.biases, m.biases, v.biases, rate)
        slope.weights.fill(0)
        slope.biases.fill(0)
      }
    },
  }
}
