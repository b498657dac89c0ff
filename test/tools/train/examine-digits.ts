import { type DigitReading, readDigits } from '../../../main/workers/ocr/digits/digits.ts'
import { createChance } from './chance.ts'
import { drawDigitLine } from './digit-lines.ts'
import { trainingFaces, unseenFaces } from './faces.ts'

export interface Examined {
  face: string
  unseen: boolean
  truth: string
  reading: DigitReading | undefined
}

/** Draws fresh numbers of 16 digits in every face and reads them. */
export async function examineDigits(seed: number, linesPerFace: number): Promise<Examined[]> {
  const chance = createChance(seed)
  const examined: Examined[] = []
  for (const face of [...trainingFaces, ...unseenFaces]) {
    for (let n = 0; n < linesPerFace * (unseenFaces.includes(face) ? 4 : 1); n++) {
      const truth = Array.from({ length: 16 }, () => chance.integer(0, 9)).join('')
      const { grey } = await drawDigitLine(face, truth, chance)
      const reading = readDigits(grey, '#'.repeat(16))
      examined.push({ face: face.name, unseen: unseenFaces.includes(face), truth, reading })
    }
  }
  return examined
}
