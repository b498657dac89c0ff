import { type DigitReading, readDigits } from '../../../main/workers/ocr/digits/digits.ts'
import { drawDigitLine } from './digit-lines.ts'
import { trainingFaces, unseenFaces } from './faces.ts'
import { createSeededRandom } from './seeded-random.ts'

export interface DigitResult {
  face: string
  unseen: boolean
  truth: string
  reading: DigitReading | undefined
}

/** Draws fresh numbers of 16 digits in every face and reads them. */
export async function evaluateDigits(seed: number, linesPerFace: number): Promise<DigitResult[]> {
  const chance = createSeededRandom(seed)
  const results: DigitResult[] = []
  for (const face of [...trainingFaces, ...unseenFaces]) {
    for (let n = 0; n < linesPerFace * (unseenFaces.includes(face) ? 4 : 1); n++) {
      const truth = Array.from({ length: 16 }, () => chance.integer(0, 9)).join('')
      const { image } = await drawDigitLine(face, truth, chance)
      const reading = readDigits(image, '#'.repeat(16))
      results.push({ face: face.name, unseen: unseenFaces.includes(face), truth, reading })
    }
  }
  return results
}
