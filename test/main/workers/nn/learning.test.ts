import { expect, test } from 'vitest'
import { unpackNetwork } from '../../../../main/workers/nn/load-network.ts'
import { allocate } from '../../../../main/workers/nn/matrix.ts'
import { type InkLine, lineHeight, type Network, runNetwork } from '../../../../main/workers/nn/network.ts'
import { createAdam } from '../../../tools/train/adam.ts'
import {
  accumulateGradients,
  type TrainingSample,
  zeroGradients,
} from '../../../tools/train/back-propagation.ts'
import { newNetwork } from '../../../tools/train/new-network.ts'
import { packNetwork } from '../../../tools/train/save-network.ts'
import { createSeededRandom } from '../../../tools/train/seeded-random.ts'

const classes = ['a', 'b', 'c', 'd']

function lesson(seed: number): TrainingSample {
  const chance = createSeededRandom(seed)
  const line: InkLine = { ink: new Float32Array(lineHeight * 32).map(() => chance.fraction()), width: 32 }
  return { line, targets: Int8Array.from({ length: 16 }, () => chance.integer(-1, 3)) }
}

function lossOf(network: Network, { line, targets }: TrainingSample): number {
  const found = runNetwork(network, line)
  const counted = [...targets.entries()].filter(([, target]) => target >= 0)
  const sum = counted.reduce((total, [frame, target]) => total - Math.log(found[frame * 4 + target] ?? 0), 0)
  return sum / counted.length
}

test('gradients agree with finite differences, in every layer', () => {
  const network = newNetwork(classes, 3)
  const taught = lesson(4)
  const gradients = zeroGradients(network)
  const loss = accumulateGradients(network, taught, gradients)
  expect(loss).toBeCloseTo(lossOf(network, taught), 5)
  const chance = createSeededRandom(5)
  for (const [index, layer] of network.layers.entries()) {
    for (const kind of ['weights', 'biases'] as const) {
      const [values, slopes] = [layer[kind], gradients[index]?.[kind] ?? new Float32Array()]
      // Where the loss hardly moves the difference of two floats says nothing: the steepest of a handful is
      // asked.
      const places = Array.from({ length: 40 }, () => chance.integer(0, values.length - 1))
      const at = places.toSorted((a, b) => Math.abs(slopes[b] ?? 0) - Math.abs(slopes[a] ?? 0))[0] ?? 0
      const [kept, step] = [values[at] ?? 0, 2e-3]
      values[at] = kept + step
      const above = lossOf(network, taught)
      values[at] = kept - step
      const below = lossOf(network, taught)
      values[at] = kept
      const wanted = (above - below) / (2 * step)
      expect(Math.abs((slopes[at] ?? 0) - wanted)).toBeLessThan(0.02 * Math.abs(wanted) + 2e-4)
      expect(Math.abs(wanted)).toBeGreaterThan(1e-4)
    }
  }
})

test('a network fits repeated samples, and training is deterministic for a seed', () => {
  const losses = [1, 2].map(() => {
    const network = newNetwork(classes, 6)
    const adam = createAdam(network)
    const gradients = zeroGradients(network)
    for (let step = 0; step < 60; step++) {
      accumulateGradients(network, lesson(7), gradients)
      adam.step(gradients, 0.003)
    }
    return lossOf(network, lesson(7))
  })
  expect(losses[0]).toBeLessThan(0.1)
  expect(losses[1]).toBe(losses[0])
})

test('a packed and unpacked network gives the same output', () => {
  const network = newNetwork(classes, 8)
  const { header, packed } = packNetwork(network, 'nothing')
  const { line } = lesson(9)
  const [before, after] = [runNetwork(network, line), runNetwork(unpackNetwork(header, packed), line)]
  for (const [index, value] of before.entries()) expect(after[index]).toBeCloseTo(value, 3)
  expect(() => unpackNetwork(header, Buffer.concat([packed, Buffer.alloc(2)]))).toThrow(
    'do not belong together',
  )
})

test('the probabilities of a frame add up to one, and inference frees its memory', () => {
  const network = newNetwork(classes, 10)
  const place = () => allocate(0).byteOffset
  const before = place()
  const found = runNetwork(network, lesson(11).line)
  expect(place()).toBe(before)
  expect(found.length).toBe(16 * 4)
  for (let frame = 0; frame < 16; frame++) {
    const sum = found.subarray(frame * 4, frame * 4 + 4).reduce((total, value) => total + value, 0)
    expect(sum).toBeCloseTo(1, 5)
  }
})
