import fs from 'node:fs'
import path from 'node:path'
import {
  type Calibration,
  confidenceOf,
  type EnsembleEvidence,
  regressors,
} from '../../../main/workers/ocr/digits/calibration.ts'
import { ensemble } from '../../../main/workers/ocr/digits/ensemble.ts'
import { measureLine } from '../../../main/workers/ocr/digits/prepare-line.ts'
import { recogniseVariants } from '../../../main/workers/ocr/digits/recognise-variants.ts'
import { confirmationThreshold } from '../../../shared/reading.ts'
import { drawDigitLine } from './digit-lines.ts'
import { trainingFaces } from './faces.ts'
import { createSeededRandom } from './seeded-random.ts'
import { pickFace } from './train-digits.ts'

interface CalibrationSample {
  evidence: EnsembleEvidence
  right: boolean
}

/**
 * Fits the confidence of readings to how often they are right, on fresh lines of 16 digits in known faces.
 */
export async function calibrateDigits(seed: number, lines: number, folder: string): Promise<void> {
  const samples = await collectSamples(seed, lines)
  const calibration = lowerUntilCautious(fitLogistic(samples), samples)
  fs.writeFileSync(
    path.join(folder, 'digits-calibration.json'),
    `${JSON.stringify(calibration, undefined, 1)}\n`,
  )
  for (const threshold of [0.5, 0.9, 0.95, 0.99]) {
    const sure = samples.filter(({ evidence }) => confidenceOf(calibration, evidence) >= threshold)
    const wrong = sure.filter(({ right }) => !right).length
    const share = (sure.length / samples.length).toFixed(3)
    console.log(`confidence >= ${threshold}: ${share} of ${samples.length} readings, ${wrong} of them wrong`)
  }
}

/**
 * Of the numbers that go into a form by themselves no more than one in so many may be wrong; half of what is
 * asked for, because the lines that this is told by are few.
 */
const oneWrongIn = 1000

/**
 * A wrong number costs more than an open field: confidence is lowered until what is above the threshold keeps
 * to that.
 */
function lowerUntilCautious(calibration: Calibration, samples: readonly CalibrationSample[]): Calibration {
  for (let constant = calibration.constant; ; constant -= 0.05) {
    const cautious = { ...calibration, constant }
    const sure = samples.filter(({ evidence }) => confidenceOf(cautious, evidence) >= confirmationThreshold)
    const wrong = sure.filter(({ right }) => !right).length
    if (wrong * oneWrongIn <= sure.length) return cautious
  }
}

async function collectSamples(seed: number, lines: number): Promise<CalibrationSample[]> {
  const chance = createSeededRandom(seed)
  const pattern = '#'.repeat(16)
  const samples: CalibrationSample[] = []
  for (let n = 0; n < lines; n++) {
    const truth = pattern.replace(/#/g, () => String(chance.integer(0, 9)))
    const { image } = await drawDigitLine(pickFace(trainingFaces, chance), truth, chance)
    const measured = measureLine(image)
    const quick = recogniseVariants(measured, pattern, 'quick')
    for (const hypotheses of [quick, [...quick, ...recogniseVariants(measured, pattern, 'again')]]) {
      const combined = ensemble(hypotheses, pattern)
      if (combined) samples.push({ evidence: combined.evidence, right: combined.text === truth })
    }
  }
  return samples
}

/** Logistic regression by plain descent; weights of evidence are kept from turning against it. */
function fitLogistic(samples: readonly CalibrationSample[]): Calibration {
  const weights = [0, 0.5, 0.5]
  for (let round = 0; round < 4000; round++) {
    const slopes = [0, 0, 0]
    for (const { evidence, right } of samples) {
      const values = regressors(evidence)
      const sum = values.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0)
      const error = 1 / (1 + Math.exp(-sum)) - (right ? 1 : 0)
      for (const [index, value] of values.entries()) slopes[index] = (slopes[index] ?? 0) + error * value
    }
    for (const [index, slope] of slopes.entries()) {
      const next = (weights[index] ?? 0) - (0.1 * slope) / samples.length
      weights[index] = index === 0 ? next : Math.max(0, next)
    }
  }
  const [constant = 0, likelihood = 0, agreement = 0] = weights
  return { constant, likelihood, agreement }
}
