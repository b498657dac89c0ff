import type { Convolution } from '../../../main/workers/nn/convolution.ts'
import { allocate } from '../../../main/workers/nn/matrix.ts'
import type { Network } from '../../../main/workers/nn/network.ts'
import { createSeededRandom } from './seeded-random.ts'

type Shape = Omit<Convolution, 'weights' | 'biases'>

/**
 * The plan of both kinds of network: three convolutions halve the line's 24 rows to three, the fourth looks
 * at these together and at seven frames, about a character and its neighbours' halves, and the last one
 * weighs up the classes.
 */
function plan(classes: number): Shape[] {
  const small = { rows: 3, columns: 3 }
  const halvingPool = { rows: 2, columns: 1 }
  const common = { kernel: small, padsHeight: true, relu: true }
  return [
    { ...common, inputs: 1, outputs: 8, maxPool: { rows: 2, columns: 2 } },
    { ...common, inputs: 8, outputs: 24, maxPool: halvingPool },
    { ...common, inputs: 24, outputs: 32, maxPool: halvingPool },
    {
      ...common,
      inputs: 32,
      outputs: 64,
      kernel: { rows: 3, columns: 7 },
      padsHeight: false,
      maxPool: { rows: 1, columns: 1 },
    },
    {
      inputs: 64,
      outputs: classes,
      kernel: { rows: 1, columns: 1 },
      padsHeight: true,
      maxPool: { rows: 1, columns: 1 },
      relu: false,
    },
  ]
}

/** An untrained network: He initialisation (2015), for layers with ReLU. */
export function newNetwork(classes: readonly string[], seed: number): Network {
  const chance = createSeededRandom(seed)
  return {
    classes,
    layers: plan(classes.length).map((shape) => {
      const inner = shape.inputs * shape.kernel.rows * shape.kernel.columns
      const weights = allocate(shape.outputs * inner)
      for (let at = 0; at < weights.length; at++) weights[at] = chance.normal() * Math.sqrt(2 / inner)
      return { ...shape, weights, biases: allocate(shape.outputs) }
    }),
  }
}
