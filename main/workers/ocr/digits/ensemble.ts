import type { Evidence } from './calibration.ts'
import type { Hypothesis } from './recognise-variants.ts'

export interface DigitChoice {
  digit: string
  /** 0 to 1; those of one place add up to 1. */
  probability: number
}

/** What several looks at one line say together. */
export interface Consensus {
  /** The likeliest digits, with separators as in the pattern. */
  text: string
  /** For each digit of the text what it could be, the likeliest first. */
  positions: DigitChoice[][]
  /** First and last column of the digits, in pixels of the line. */
  left: number
  right: number
  evidence: Evidence
}

/**
 * Puts together the looks that saw the characters of the pattern or, without one, those that most saw.
 * @returns undefined where none saw any
 */
export function ensemble(
  hypotheses: readonly Hypothesis[],
  pattern: string | undefined,
): Consensus | undefined {
  const shapes = hypotheses.map(({ positions: places }) =>
    places.map((place) => (place ? '#' : '-')).join(''),
  )
  const shape = pattern?.replace(/[^#]/g, '-') ?? mostFrequent(shapes, hypotheses)
  const agreeing = hypotheses.filter((_, index) => shapes[index] === shape)
  const [first] = agreeing
  if (!first || !shape?.includes('#')) return undefined
  const positions: DigitChoice[][] = []
  let likelihood = 1
  let agreement = 1
  for (const [index, sign] of [...shape].entries()) {
    if (sign !== '#') continue
    const distributions = agreeing.map(({ positions: places }) => places[index] ?? [])
    const choices = geometricMean(distributions)
    const best = Number(choices[0]?.digit ?? 0)
    positions.push(choices)
    likelihood *= choices[0]?.probability ?? 0
    agreement = Math.min(agreement, ...distributions.map((distribution) => distribution[best] ?? 0))
  }
  const count = agreeing.reduce((sum, { countProbability }) => sum + countProbability, 0) / hypotheses.length
  const digits = positions.map(([choice]) => choice?.digit ?? '')
  const [start = 0, end = 0] = [first.centres[0], first.centres.at(-1)]
  const half = (end - start) / Math.max(1, shape.length - 1) / 2
  return {
    text: (pattern ?? shape).replace(/#/g, () => digits.shift() ?? ''),
    positions,
    left: start - half,
    right: end + half,
    evidence: { likelihood, agreement, count },
  }
}

function mostFrequent(shapes: readonly string[], hypotheses: readonly Hypothesis[]): string | undefined {
  const votes = new Map<string, number>()
  for (const [index, shape] of shapes.entries()) {
    votes.set(shape, (votes.get(shape) ?? 0) + (hypotheses[index]?.countProbability ?? 0))
  }
  return [...votes].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

/** The geometric mean of the opinions: one that is sure against a digit outweighs one that is unsure for it. */
function geometricMean(distributions: readonly (readonly number[])[]): DigitChoice[] {
  const weights = Array.from({ length: 10 }, (_, digit) => {
    const sum = distributions.reduce(
      (total, distribution) => total + Math.log(Math.max(1e-6, distribution[digit] ?? 0)),
      0,
    )
    return Math.exp(sum / distributions.length)
  })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights
    .map((weight, digit) => ({ digit: String(digit), probability: weight / total }))
    .toSorted((a, b) => b.probability - a.probability)
}
