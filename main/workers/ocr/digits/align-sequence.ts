import { digitClasses, noneClass, separatorClass } from './digit-classes.ts'

/** What may stand at a place: a digit, a separator such as `-` or `/`, or either. */
export type CharacterKind = 'digit' | 'separator' | 'either'

/** A digit or separator found along the frames of a line. */
export interface CharacterSpan {
  /** First frame, and the one after the last. */
  from: number
  to: number
}

export interface Alignment {
  characters: CharacterSpan[]
  /** Logarithm of how well the frames agree with it. */
  score: number
}

/** A mark stands out over no more frames than these; the widest digits, a little blurred, over six. */
const maxFrames = 7
/** What it costs that two marks touch without a frame between them. */
const touchingPenalty = -2.5
/** No single frame may decide: its probability counts as at least this. */
const minProbability = 1e-3

/**
 * Places marks along a line so that the frames agree best: each frame either belongs to a mark of the kind that is
 * asked for or to the gap between two. Touching and broken characters are thereby cut where it suits all of them
 * together, not each by itself.
 * @param frames probabilities of a digit network, frame after frame
 * @param kinds what stands there, in order
 * @returns undefined where there is no room for so many
 */
export function alignSequence(frames: Float32Array, kinds: readonly CharacterKind[]): Alignment | undefined {
  return alignPrefixes(frames, kinds).at(-1)
}

/** Places as many marks as suit the line best, of either kind, up to `most`. */
export function alignUnknownSequence(frames: Float32Array, maxCharacters: number): Alignment {
  const kinds = Array.from({ length: maxCharacters }, (): CharacterKind => 'either')
  let best: Alignment | undefined
  for (const alignment of alignPrefixes(frames, kinds)) {
    if (alignment && (!best || alignment.score > best.score)) best = alignment
  }
  return best ?? { characters: [], score: 0 }
}

/** @returns for 0, 1, 2 ... of the marks the best way to place them */
function alignPrefixes(frames: Float32Array, kinds: readonly CharacterKind[]): (Alignment | undefined)[] {
  const count = frames.length / digitClasses.length
  const logSums = { digit: new Float64Array(count + 1), separator: new Float64Array(count + 1) }
  const either = new Float64Array(count + 1)
  const none = new Float64Array(count + 1)
  for (let frame = 0; frame < count; frame++) {
    const at = frame * digitClasses.length
    const nothing = frames[at + noneClass] ?? 0
    const separator = frames[at + separatorClass] ?? 0
    const digit = 1 - nothing - separator
    for (const [sum, probability] of [
      [logSums.digit, digit],
      [logSums.separator, separator],
      [either, 1 - nothing],
      [none, nothing],
    ] as const) {
      sum[frame + 1] = (sum[frame] ?? 0) + Math.log(Math.max(minProbability, probability))
    }
  }
  // After so many marks and frames: the best score with a gap at the end, and with a mark at the end.
  let gap: Float64Array = none
  let character: Float64Array = new Float64Array(count + 1).fill(Number.NEGATIVE_INFINITY)
  const steps: Step[] = []
  const results: (Alignment | undefined)[] = [{ characters: [], score: none[count] ?? 0 }]
  for (const kind of kinds) {
    const step = addCharacter(kind === 'either' ? either : logSums[kind], none, gap, character)
    steps.push(step)
    ;[gap, character] = [step.gap, step.character]
    results.push(backtrack(steps, count))
  }
  return results
}

interface Step {
  gap: Float64Array
  character: Float64Array
  /** How many frames the last mark covers, where it ends here. */
  lengths: Uint8Array
  /** Where the last mark ended, seen from a gap. */
  ends: Int16Array
  /** Whether the last mark touches the one before it, where it ends here. */
  touches: Uint8Array
}

function addCharacter(
  sum: Float64Array,
  none: Float64Array,
  gapBefore: Float64Array,
  characterBefore: Float64Array,
): Step {
  const size = sum.length
  const step: Step = {
    gap: new Float64Array(size).fill(Number.NEGATIVE_INFINITY),
    character: new Float64Array(size).fill(Number.NEGATIVE_INFINITY),
    lengths: new Uint8Array(size),
    ends: new Int16Array(size),
    touches: new Uint8Array(size),
  }
  for (let end = 1; end < size; end++) {
    for (let length = 1; length <= Math.min(maxFrames, end); length++) {
      const start = end - length
      const apart = gapBefore[start] ?? Number.NEGATIVE_INFINITY
      const close = (characterBefore[start] ?? Number.NEGATIVE_INFINITY) + touchingPenalty
      const score = Math.max(apart, close) + (sum[end] ?? 0) - (sum[start] ?? 0)
      if (score <= (step.character[end] ?? 0)) continue
      step.character[end] = score
      step.lengths[end] = length
      step.touches[end] = close > apart ? 1 : 0
    }
    const gapScore = (none[end] ?? 0) - (none[end - 1] ?? 0)
    const extended = (step.gap[end - 1] ?? 0) + gapScore
    const opened = (step.character[end - 1] ?? 0) + gapScore
    step.gap[end] = Math.max(extended, opened)
    step.ends[end] = opened > extended ? end - 1 : (step.ends[end - 1] ?? 0)
  }
  return step
}

function backtrack(steps: readonly Step[], count: number): Alignment | undefined {
  const last = steps.at(-1)
  const [gap, character] = [last?.gap[count] ?? 0, last?.character[count] ?? 0]
  const score = Math.max(gap, character)
  if (score === Number.NEGATIVE_INFINITY) return undefined
  const characters: CharacterSpan[] = []
  let at = count
  let inGap = gap >= character
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]
    const to = inGap ? (step?.ends[at] ?? 0) : at
    const from = to - (step?.lengths[to] ?? 0)
    characters.unshift({ from, to })
    inGap = step?.touches[to] !== 1
    at = from
  }
  return { characters, score }
}
