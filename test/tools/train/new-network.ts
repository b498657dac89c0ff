import type { Convolution } from '../../../main/workers/nn/convolution.ts'
import { allocate } from '../../../main/workers/nn/matrices.ts'
import type { Network } from '../../../main/workers/nn/network.ts'
import { createChance } from './chance.ts'

type Shape = Omit<Convolution, 'weights' | 'biases'>

/**
 * The plan of both kinds of network: three convolutions halve the line's 24 rows to three, the fourth looks at these
 * together and at seven frames, about a character and its neighbours' halves, and the last one weighs up the classes.
 */
function plan(classes: number): Shape[] {
  const small = { rows: 3, columns: 3 }
  const halved = { rows: 2, columns: 1 }
  const common = { window: small, keepsHeight: true, rectified: true }
  return [
    { ...common, inputs: 1, outputs: 8, pool: { rows: 2, columns: 2 } },
    { ...common, inputs: 8, outputs: 24, pool: halved },
    { ...common, inputs: 24, outputs: 32, pool: halved },
    {
      ...common,
      inputs: 32,
      outputs: 64,
      window: { rows: 3, columns: 7 },
      keepsHeight: false,
      pool: { rows: 1, columns: 1 },
    },
    {
      inputs: 64,
      outputs: classes,
      window: { rows: 1, columns: 1 },
      keepsHeight: true,
      pool: { rows: 1, columns: 1 },
      rectified: false,
    },
  ]
}

/** A network that knows nothing: weights by chance, as large as He et al. (2015) advise for rectified layers. */
export function newNetwork(classes: readonly string[], seed: number): Network {
  const chance = createChance(seed)
  return {
    classes,
    layers: plan(classes.length).map((shape) => {
      const inner = shape.inputs * shape.window.rows * shape.window.columns
      const weights = allocate(shape.outputs * inner)
      for (let at = 0; at < weights.length; at++) weights[at] = chance.normal() * Math.sqrt(2 / inner)
      return { ...shape, weights, biases: allocate(shape.outputs) }
    }),
  }
}
