import type { NormalisedLine } from './normalise-line.ts'

/** A piece of a picture in its pixels; `slope` is how many rows the text sinks for each column to the right. */
export interface SourceRect {
  left: number
  top: number
  width: number
  height: number
  slope: number
}

/**
 * Draws a piece of a picture at another size: the mean of what each new pixel covers where that is more than one, in
 * between two where it is less. What lies outside the picture is paper.
 */
export function resample(
  ink: NormalisedLine,
  source: SourceRect,
  width: number,
  height: number,
): NormalisedLine {
  const across = kernelWeights(source.left, source.width / width, width, ink.width)
  const narrow = new Float32Array(width * ink.height)
  for (let y = 0; y < ink.height; y++) {
    const row = y * ink.width
    for (let x = 0, at = 0; x < width; x++) {
      const first = across.firsts[x] ?? 0
      let sum = 0
      for (let n = 0; n < across.span; n++, at++) {
        sum += (across.weights[at] ?? 0) * (ink.data[row + first + n] ?? 0)
      }
      narrow[y * width + x] = sum
    }
  }
  const step = source.height / height
  const middle = ink.width / 2
  const result = new Float32Array(width * height)
  const support = Math.max(1, step)
  for (let x = 0; x < width; x++) {
    const sink = (source.left + ((x + 0.5) * source.width) / width - middle) * source.slope
    for (let y = 0; y < height; y++) {
      const centre = source.top + (y + 0.5) * step + sink
      const first = Math.ceil(centre - 0.5 - support)
      const last = Math.floor(centre - 0.5 + support)
      let sum = 0
      let total = 0
      for (let row = first; row <= last; row++) {
        const weight = 1 - Math.abs(row + 0.5 - centre) / support
        total += weight
        if (row >= 0 && row < ink.height) sum += weight * (narrow[row * width + x] ?? 0)
      }
      result[y * width + x] = total > 0 ? sum / total : 0
    }
  }
  return { data: result, width, height }
}

/** For each new pixel the first old one that it takes from, and the shares of the `span` from there on. */
function kernelWeights(start: number, step: number, count: number, limit: number) {
  const support = Math.max(1, step)
  const span = Math.ceil(support * 2) + 1
  const firsts = new Int32Array(count)
  const weights = new Float32Array(count * span)
  for (let index = 0; index < count; index++) {
    const centre = start + (index + 0.5) * step
    const wanted = Math.ceil(centre - 0.5 - support)
    const first = Math.min(Math.max(0, wanted), Math.max(0, limit - span))
    firsts[index] = first
    let total = 0
    for (let old = wanted; old < wanted + span; old++) {
      const weight = Math.max(0, 1 - Math.abs(old + 0.5 - centre) / support)
      total += weight
      if (old >= first && old < first + span && old < limit) weights[index * span + old - first] = weight
    }
    for (let n = 0; n < span; n++) {
      const at = index * span + n
      weights[at] = (weights[at] ?? 0) / (total || 1)
    }
  }
  return { firsts, weights, span }
}
