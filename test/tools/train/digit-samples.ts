import { columnsPerFrame } from '../../../main/workers/nn/network.ts'
import { noneClass, separatorClass } from '../../../main/workers/ocr/digits/digit-classes.ts'
import {
  type MeasuredLine,
  type Preparation,
  prepareLine,
} from '../../../main/workers/ocr/digits/prepare-line.ts'
import type { TrainingSample } from './back-propagation.ts'
import type { DigitLine } from './digit-lines.ts'

/**
 * What a network should say of a line: the digit at the frames about its middle, nothing at those between
 * two; the frames in between it may call as it likes.
 */
export function digitSample(
  measured: MeasuredLine,
  characters: DigitLine['characters'],
  preparation: Preparation,
  zoom: number,
): TrainingSample {
  const line = prepareLine(measured, preparation, zoom)
  const targets = new Int8Array(line.width / columnsPerFrame)
  const places = characters.map(({ character, centre }) => ({ character, centre: centre / line.scale }))
  for (let frame = 0; frame < targets.length; frame++) {
    const column = (frame + 0.5) * columnsPerFrame
    let nearest: { character: string; distance: number; pitch: number } | undefined
    for (const [index, { character, centre }] of places.entries()) {
      const distance = Math.abs(column - centre)
      if (nearest && distance >= nearest.distance) continue
      const before = places[index - 1]
      const after = places[index + 1]
      const pitch = Math.min(
        before ? centre - before.centre : maxPitch,
        after ? after.centre - centre : maxPitch,
        maxPitch,
      )
      nearest = { character, distance, pitch }
    }
    targets[frame] = nearest ? targetOf(nearest) : noneClass
  }
  return { line, targets }
}

const maxPitch = 15

function targetOf({
  character,
  distance,
  pitch,
}: {
  character: string
  distance: number
  pitch: number
}): number {
  if (distance > pitch * 0.37) return noneClass
  if (distance > pitch * 0.22 && distance > 1.1) return -1
  if (character === ':') return noneClass
  return /\d/.test(character) ? Number(character) : separatorClass
}
