import fs from 'node:fs'
import { z } from 'zod'
import { resourceFile } from '../../../store/resources.ts'

/** Evidence of an ensemble about its own certainty. */
export interface EnsembleEvidence {
  /** Product of the probabilities of all digits, of the combined hypotheses. */
  likelihood: number
  /** The minimum probability that any hypothesis gives to any digit of the consensus. */
  agreement: number
  /** Probability that exactly this many characters are there. */
  count: number
}

/**
 * Weights of a logistic regression, fitted by `npm run train -- calibrate` to lines that nothing else was
 * fitted to.
 */
export const Calibration = z.object({
  constant: z.number(),
  likelihood: z.number(),
  agreement: z.number(),
})
export type Calibration = z.infer<typeof Calibration>

let loaded: Calibration | undefined

/** Calibrated confidence: the share of readings with this evidence that have every digit right. */
export function calibrate(evidence: EnsembleEvidence): number {
  loaded ??= Calibration.parse(
    JSON.parse(fs.readFileSync(resourceFile('networks/digits-calibration.json'), 'utf8')),
  )
  return confidenceOf(loaded, evidence)
}

/**
 * Where one hypothesis has another digit the reading is no more than a guess, however sure the others are.
 */
const minAgreement = 0.4
const maxInDisagreement = 0.8

export function confidenceOf(calibration: Calibration, evidence: EnsembleEvidence): number {
  const [intercept, likelihood, agreement] = regressors(evidence)
  const sum =
    calibration.constant * intercept + calibration.likelihood * likelihood + calibration.agreement * agreement
  // A line that probably holds a character more or less is rarely right.
  const confidence = Math.min(1, evidence.count * 2) / (1 + Math.exp(-sum))
  return evidence.agreement < minAgreement ? Math.min(confidence, maxInDisagreement) : confidence
}

/** The evidence as additive regressors (logits), in the order of the weights. */
export function regressors({ likelihood, agreement }: EnsembleEvidence): [number, number, number] {
  return [1, logit(likelihood), logit(agreement)]
}

function logit(probability: number): number {
  const clamped = Math.min(1 - 1e-5, Math.max(1e-5, probability))
  return Math.log(clamped / (1 - clamped))
}
