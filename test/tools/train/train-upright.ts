import {
  noTextClass,
  onEndClass,
  uprightClass,
  uprightClasses,
  upsideDownClass,
} from '../../../main/workers/imaging/orientation/orientation-classes.ts'
import { preparePatch } from '../../../main/workers/imaging/orientation/prepare-patch.ts'
import { findTextPatches } from '../../../main/workers/imaging/orientation/text-patches.ts'
import { getNetwork } from '../../../main/workers/nn/load-network.ts'
import { columnsPerFrame, type InkLine, type Network } from '../../../main/workers/nn/network.ts'
import type { Box } from '../../../main/workers/pixels/box.ts'
import { crop, type GrayImage, rotateQuarter } from '../../../main/workers/pixels/gray-image.ts'
import { createAdam } from './adam.ts'
import { accumulateGradients, type TrainingSample, zeroGradients } from './back-propagation.ts'
import { type Face, trainingFaces } from './faces.ts'
import { newNetwork } from './new-network.ts'
import { saveNetwork } from './save-network.ts'
import { createSeededRandom, type SeededRandom } from './seeded-random.ts'
import { drawTextlessPage, drawTextPage } from './text-pages.ts'
import { pickFace } from './train-digits.ts'

/** Patches that a step of learning looks at before it moves, each as it is and turned upside down. */
const batch = 8
const poolSize = 6000
const patchesOfPage = 6

export interface LabelledPatch {
  line: InkLine
  label: number
}

/**
 * The patches that the detector would classify on such a page, horizontal and vertical, with their labels.
 */
export async function drawPatches(faces: readonly Face[], chance: SeededRandom): Promise<LabelledPatch[]> {
  if (chance.chance(0.12)) {
    const image = await drawTextlessPage(chance)
    return patchesOf(image, noTextClass)
  }
  const { gray: image, quarterTurns } = await drawTextPage(pickFace(faces, chance), chance)
  const horizontal = quarterTurns === 0 ? uprightClass : quarterTurns === 2 ? upsideDownClass : onEndClass
  const turned = quarterTurns === 1 ? uprightClass : quarterTurns === 3 ? upsideDownClass : onEndClass
  return [...patchesOf(image, horizontal), ...patchesOf(rotateQuarter(image), turned)]
}

function patchesOf(image: GrayImage, label: number): LabelledPatch[] {
  const page = { ...image, crop: (box: Box) => crop(image, box) }
  return findTextPatches(image, patchesOfPage).map((patch) => ({ line: preparePatch(page, patch, 1), label }))
}

function toSample({ line, label }: LabelledPatch): TrainingSample {
  return { line, targets: new Int8Array(line.width / columnsPerFrame).fill(label) }
}

/**
 * The same patch turned by a half: shown beside it, it says what is the top and what the foot of a letter.
 */
function upsideDown({ line, label }: LabelledPatch): LabelledPatch {
  const turned = label === uprightClass ? upsideDownClass : label === upsideDownClass ? uprightClass : label
  return { line: { ink: line.ink.toReversed(), width: line.width }, label: turned }
}

/** Strokes are strokes: what the reader of digits has learned of them is a better start than nothing. */
function copyStrokeLayers(network: Network): void {
  for (const [index, layer] of getNetwork('digits-shades').layers.slice(0, 4).entries()) {
    network.layers[index]?.weights.set(layer.weights)
    network.layers[index]?.biases.set(layer.biases)
  }
}

export async function trainUpright(seed: number, steps: number, folder: string): Promise<Network> {
  const chance = createSeededRandom(seed)
  const network = newNetwork(uprightClasses, seed)
  copyStrokeLayers(network)
  const adam = createAdam(network)
  const gradients = zeroGradients(network)
  const pool: LabelledPatch[] = []
  let replacements: LabelledPatch[] = []
  let loss = 0
  const started = Date.now()
  for (let step = 1; step <= steps; step++) {
    const rate = 0.0015 * Math.min(1, step / 100) * (0.5 + 0.5 * Math.cos((Math.PI * step) / steps)) + 1e-6
    for (let n = 0; n < batch; n++) {
      while (replacements.length === 0) replacements = await drawPatches(trainingFaces, chance)
      const next = n < batch / 4 || pool.length < batch ? replacements.pop() : chance.pick(pool)
      if (!next) continue
      if (n < batch / 4) {
        if (pool.length < poolSize) pool.push(next)
        else pool[chance.integer(0, poolSize - 1)] = next
      }
      loss += accumulateGradients(network, toSample(next), gradients) / batch / 2
      loss += accumulateGradients(network, toSample(upsideDown(next)), gradients) / batch / 2
    }
    for (const layer of gradients) {
      for (let at = 0; at < layer.weights.length; at++)
        layer.weights[at] = (layer.weights[at] ?? 0) / batch / 2
      for (let at = 0; at < layer.biases.length; at++) layer.biases[at] = (layer.biases[at] ?? 0) / batch / 2
    }
    adam.step(gradients, rate)
    if (step % 50 === 0) {
      console.log(
        `${step} steps, ${Math.round((Date.now() - started) / 1000)} s, loss ${(loss / 50).toFixed(4)}`,
      )
      loss = 0
    }
    if (step % 500 === 0 || step === steps) {
      saveNetwork(
        network,
        'upright',
        `npm run train -- upright --seed ${seed} --steps ${steps}, after ${step}`,
        folder,
      )
    }
  }
  return network
}
