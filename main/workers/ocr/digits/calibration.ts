import fs from 'node:fs'
import { z } from 'zod'
import { resourceFile } from '../../../store/resources.ts'

/** What the looks at a line say of their own certainty. */
export interface Evidence {
  /** Product of the probabilities of all digits, the looks put together. */
  likelihood: number
  /** The least that any look gives to any digit of the common reading. */
  agreement: number
  /** How likely it is that so many characters stand there. */
  count: number
}

/** Weights of a logistic regression, fitted by `npm run train -- calibrate` to lines that nothing else was fitted to. */
export const Calibration = z.object({
  constant: z.number(),
  likelihood: z.number(),
  agreement: z.number(),
})
export type Calibration = z.infer<typeof Calibration>

let loaded: Calibration | undefined

/** Turns evidence into the share of readings like this one that have every digit right. */
export function calibrate(evidence: Evidence): number {
  loaded ??= Calibration.parse(
    JSON.parse(fs.readFileSync(resourceFile('networks/digits-calibration.json'), 'utf8')),
  )
  return confidenceOf(loaded, evidence)
}

/** Where one look sees another digit the reading is no more than a guess, however sure the others are. */
const minAgreement = 0.4
const maxInDisagreement = 0.8

export function confidenceOf(calibration: Calibration, evidence: Evidence): number {
  const [intercept, likelihood, agreement] = regressors(evidence)
  const sum =
    calibration.constant * intercept + calibration.likelihood * likelihood + calibration.agreement * agreement
  // A line that rather holds a character more or less is read right as seldom as that is not so.
  const confidence = Math.min(1, evidence.count * 2) / (1 + Math.exp(-sum))
  return evidence.agreement < minAgreement ? Math.min(confidence, maxInDisagreement) : confidence
}

/** The evidence on the scales on which it adds up; in the order of the weights. */
export function regressors({ likelihood, agreement }: Evidence): [number, number, number] {
  return [1, logit(likelihood), logit(agreement)]
}

function logit(probability: number): number {
  const clamped = Math.min(1 - 1e-5, Math.max(1e-5, probability))
  return Math.log(clamped / (1 - clamped))
}
