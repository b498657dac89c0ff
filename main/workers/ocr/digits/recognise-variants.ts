import { getNetwork } from '../../nn/load-network.ts'
import { columnsPerFrame, runNetwork } from '../../nn/network.ts'
import {
  alignSequence,
  alignUnknownSequence,
  type CharacterKind,
  type CharacterSpan,
} from './align-sequence.ts'
import { digitClasses, separatorClass } from './digit-classes.ts'
import { type MeasuredLine, type Preparation, preparations, prepareLine } from './prepare-line.ts'

/** One hypothesis about a line, by one network. */
export interface Hypothesis {
  /** The distribution over the digits 0 to 9 at each position; undefined at a separator. */
  positions: (readonly number[] | undefined)[]
  /** Probability that exactly this many characters are there. */
  countProbability: number
  /** Centre of each position, in columns of the source line. */
  centres: number[]
}

/** Longer sequences are no number of a card. */
const maxCharacters = 24

/** Factors on the measured digit height: first as measured, then a little smaller and larger. */
const zooms = { quick: [1], again: [0.9, 1.1] } as const

/** Recognises a line with each network at each scale; hypotheses without room for the pattern are dropped. */
export function recogniseVariants(
  measured: MeasuredLine,
  pattern: string | undefined,
  pass: keyof typeof zooms,
): Hypothesis[] {
  const kinds = pattern
    ? [...pattern].map((sign): CharacterKind => (sign === '#' ? 'digit' : 'separator'))
    : undefined
  return zooms[pass]
    .flatMap((zoom) =>
      preparations.map((preparation) => recogniseVariant(measured, preparation, kinds, zoom)),
    )
    .filter((hypothesis) => hypothesis !== undefined)
}

/**
 * Recognises a line with the network of its preprocessing.
 * @param kinds the expected characters; undefined: any
 * @returns undefined where there is no room for them
 */
function recogniseVariant(
  measured: MeasuredLine,
  preparation: Preparation,
  kinds: readonly CharacterKind[] | undefined,
  zoom: number,
): Hypothesis | undefined {
  const line = prepareLine(measured, preparation, zoom)
  const frames = runNetwork(getNetwork(`digits-${preparation}`), line)
  const unconstrained = alignUnknownSequence(frames, maxCharacters)
  const constrained = kinds ? alignSequence(frames, kinds) : unconstrained
  if (!constrained) return undefined
  return {
    positions: constrained.characters.map((character, index) => {
      const weights = classWeights(frames, character)
      const kind = kinds?.[index] ?? (isSeparator(weights) ? 'separator' : 'digit')
      return kind === 'digit' ? distribution(weights) : undefined
    }),
    countProbability: Math.exp(Math.min(0, constrained.score - unconstrained.score)),
    centres: constrained.characters.map(({ from, to }) => ((from + to) / 2) * columnsPerFrame * line.scale),
  }
}

/** Class weights of a character: arithmetic means keep the doubt of a single frame. */
function classWeights(frames: Float32Array, { from, to }: CharacterSpan): number[] {
  return Array.from({ length: digitClasses.length }, (_, index) => {
    let sum = 0
    for (let frame = from; frame < to; frame++) sum += frames[frame * digitClasses.length + index] ?? 0
    return sum
  })
}

const isSeparator = (weights: readonly number[]): boolean =>
  (weights[separatorClass] ?? 0) > Math.max(...weights.slice(0, 10))

function distribution(weights: readonly number[]): number[] {
  const digits = weights.slice(0, 10).map((weight) => weight + 1e-6)
  const total = digits.reduce((sum, weight) => sum + weight, 0)
  return digits.map((weight) => weight / total)
}
