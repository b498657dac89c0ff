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

/** One look at a line, by one network. */
export interface Hypothesis {
  /** At each place the probability of each digit, 0 to 9, adding up to 1; undefined at a separator. */
  positions: (readonly number[] | undefined)[]
  /** How likely so many characters stand there, and not one more or less. */
  countProbability: number
  /** Middle of each place, in columns of the line as it came. */
  centres: number[]
}

/** More characters than these are no number of ours. */
const maxCharacters = 24

/** How much higher than measured the digits are taken to be: as they are, then a little smaller and larger. */
const zooms = { quick: [1], again: [0.9, 1.1] } as const

/** Looks with each network, in its preparation, at each height; those are left out that saw no room for the pattern. */
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
 * Reads a line with the network of its preparation.
 * @param kinds what stands there; undefined: whatever there is
 * @returns undefined where there is no room for what should stand there
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

/** What the frames of a mark say together; arithmetic means keep the doubt of a single frame. */
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
