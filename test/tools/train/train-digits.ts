import path from 'node:path'
import { digitClasses } from '../../../main/workers/ocr/digits/digit-classes.ts'
import {
  type MeasuredLine,
  measureLine,
  preparations,
} from '../../../main/workers/ocr/digits/prepare-line.ts'
import { createAdam } from './adam.ts'
import { accumulateGradients, zeroGradients } from './back-propagation.ts'
import { type DigitLine, drawDigitLine, randomDigits } from './digit-lines.ts'
import { digitSample } from './digit-samples.ts'
import { type Face, trainingFaces } from './faces.ts'
import { moreFaces } from './more-faces.ts'
import { newNetwork } from './new-network.ts'
import { readNetwork, saveNetwork } from './save-network.ts'
import { createSeededRandom, type SeededRandom } from './seeded-random.ts'

/** Lines that a step of learning looks at before it moves. */
const batch = 8
/**
 * Size of the pool of lines that are used again at another scale: drawing one takes longer than a training
 * step.
 */
const windowSize = 3000

export function pickFace(faces: readonly Face[], chance: SeededRandom): Face {
  let left = chance.fraction() * faces.reduce((sum, { weight }) => sum + weight, 0)
  for (const face of faces) {
    left -= face.weight
    if (left <= 0) return face
  }
  return chance.pick(faces)
}

type KnownLine = Pick<DigitLine, 'characters'> & { measured: MeasuredLine }

async function drawKnownLine(faces: readonly Face[], chance: SeededRandom): Promise<KnownLine> {
  const { image, characters } = await drawDigitLine(pickFace(faces, chance), randomDigits(chance), chance)
  return { measured: measureLine(image), characters }
}

/**
 * Trains both readers of digits side by side, on the same lines prepared in their two ways.
 * @param from a folder with networks to go on from, gently; undefined: from nothing
 */
export async function trainDigits(seed: number, steps: number, folder: string, from?: string): Promise<void> {
  const chance = createSeededRandom(seed)
  const faces = [...trainingFaces, ...moreFaces()]
  const learners = preparations.map((preparation, index) => {
    const network = from
      ? readNetwork(from, `digits-${preparation}`)
      : newNetwork(digitClasses, seed * 10 + index)
    return { preparation, network, adam: createAdam(network), gradients: zeroGradients(network), loss: 0 }
  })
  const lines: KnownLine[] = []
  const started = Date.now()
  for (let step = 1; step <= steps; step++) {
    // The first steps are small until Adam knows the ground, the last ones again, to settle.
    const rate =
      (from ? 0.0008 : 0.0015) * Math.min(1, step / 100) * (0.5 + 0.5 * Math.cos((Math.PI * step) / steps)) +
      1e-6
    for (let n = 0; n < batch; n++) {
      const line = n < batch / 2 ? await drawKnownLine(faces, chance) : chance.pick(lines)
      if (n < batch / 2) {
        if (lines.length < windowSize) lines.push(line)
        else lines[chance.integer(0, windowSize - 1)] = line
      }
      for (const learner of learners) {
        const sample = digitSample(
          line.measured,
          line.characters,
          learner.preparation,
          chance.between(0.88, 1.14),
        )
        learner.loss += accumulateGradients(learner.network, sample, learner.gradients) / batch
      }
    }
    for (const { adam, gradients } of learners) {
      for (const layer of gradients) {
        for (let at = 0; at < layer.weights.length; at++) layer.weights[at] = (layer.weights[at] ?? 0) / batch
        for (let at = 0; at < layer.biases.length; at++) layer.biases[at] = (layer.biases[at] ?? 0) / batch
      }
      adam.step(gradients, rate)
    }
    if (step % 50 === 0) {
      const losses = learners.map(({ preparation, loss }) => `${preparation} ${(loss / 50).toFixed(4)}`)
      console.log(`${step} steps, ${Math.round((Date.now() - started) / 1000)} s, loss ${losses.join(', ')}`)
      for (const learner of learners) learner.loss = 0
    }
    // A run that is cut short leaves what it had.
    if (step % 500 === 0 || step === steps) {
      const elapsed = from ? ` --from ${path.basename(from)}` : ''
      const trainedOn = `npm run train -- digits --seed ${seed} --steps ${steps}${elapsed}, after ${step}`
      for (const { network, preparation } of learners) {
        saveNetwork(network, `digits-${preparation}`, trainedOn, folder)
      }
    }
  }
}
