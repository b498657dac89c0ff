import type { GrayImage } from '../../../main/workers/pixels/gray-image.ts'
import { encodeAsJpeg, printOnPaper, simulateCapture, wearInk, weighStrokes } from './augment.ts'
import { drawLine, placeText, randomSetting } from './draw-line.ts'
import type { Face } from './faces.ts'
import { createPen, type Pen } from './rasterise.ts'
import { createSeededRandom, type SeededRandom } from './seeded-random.ts'

/** A printed line of digits, as it would be cut from a page, and what stands where. */
export interface DigitLine {
  image: GrayImage
  /** Digits, `-`, `/` and `:`, each with the column of its middle. */
  characters: { character: string; centre: number }[]
}

/**
 * What is printed: numbers of 16 digits most of all, dates, RT/RW, shorter numbers; nothing that makes sense.
 */
export function randomDigits(chance: SeededRandom): string {
  const digits = (count: number) => Array.from({ length: count }, () => chance.integer(0, 9)).join('')
  const kind = chance.fraction()
  if (kind < 0.55) return digits(16)
  if (kind < 0.7) return `${digits(2)}-${digits(2)}-${digits(4)}`
  if (kind < 0.8) return `${digits(3)}/${digits(3)}`
  if (kind < 0.86) return `:${digits(chance.integer(5, 16))}`
  return digits(chance.integer(2, 10))
}

/** Letters that nobody could take for a digit, where a label or a neighbour was cut through. */
const letters = 'ACEFHKMNPRTUVWXYacehkmnrtuvwx'

export async function drawDigitLine(face: Face, text: string, chance: SeededRandom): Promise<DigitLine> {
  // Small print as often as large: half of the sizes lie below 24 pixels.
  const size = 12 * (60 / 12) ** chance.fraction()
  const setting = randomSetting(chance, size)
  const placed = placeText(face, text, setting)
  const end = placed.at(-1)
  const length = ((end?.x ?? 0) + (end?.glyph.advance ?? 1) * setting.stretch) * size
  const left = Math.round(chance.between(0.1, 1.6) * size)
  const width = Math.ceil(left + length + chance.between(0.1, 1.6) * size)
  const above = chance.between(0.08, 0.6) * size
  const baseline = Math.round(above + 0.75 * size)
  const height = Math.ceil(baseline + chance.between(0.08, 0.6) * size)
  const pen = createPen(width, height)
  const centres = drawLine(pen, placed, setting, { left, baseline }, chance)
  addNeighbours(pen, face, chance, { left, end: left + length, size, baseline })
  const coverage = pen.coverage()
  weighStrokes(coverage, chance, size)
  wearInk(coverage, chance, size)
  const picture = printOnPaper(coverage, chance, size)
  simulateCapture(picture, chance, size)
  return {
    image: await encodeAsJpeg(picture, chance),
    characters: placed.map(({ character }, index) => ({ character, centre: centres[index] ?? 0 })),
  }
}

/** A line as it leaves the printer. @param size pixels of an em */
export function drawCleanLine(face: Face, text: string, size: number): GrayImage {
  const setting = { size, stretch: 1, spacing: 0, slope: 0, lean: 0, shrink: 0, unsteadiness: 0 }
  const placed = placeText(face, text, setting)
  const last = placed.at(-1)
  const length = last ? (last.x + last.glyph.advance) * size : 0
  const [width, height] = [Math.ceil(length + size), Math.ceil(1.5 * size)]
  const pen = createPen(width, height)
  drawLine(pen, placed, setting, { left: size / 2, baseline: 1.15 * size }, createSeededRandom(0))
  return { data: Uint8Array.from(pen.coverage().data, (ink) => 245 - 215 * ink), width, height }
}

/** Rules of a table, and pieces of the print above, below and beside. */
function addNeighbours(
  pen: Pen,
  face: Face,
  chance: SeededRandom,
  line: { left: number; end: number; size: number; baseline: number },
): void {
  const { width, height } = pen
  const { size } = line
  const thickness = Math.max(1, chance.between(0.03, 0.1) * size)
  const upright = (x: number) => pen.box(x, 0, x + thickness, height)
  const level = (y: number) => pen.box(0, y, width, y + thickness)
  if (chance.chance(0.2)) upright(chance.between(0, Math.max(0, line.left - 0.25 * size)))
  if (chance.chance(0.2)) upright(chance.between(Math.min(width, line.end + 0.15 * size), width))
  if (chance.chance(0.15)) level(chance.between(-thickness, 0.04 * size))
  if (chance.chance(0.15)) level(height - chance.between(0, 0.04 * size))
  const randomLetters = () =>
    Array.from({ length: chance.integer(2, 18) }, () => chance.pick([...letters])).join('')
  const draw = (text: string, left: number, baseline: number) => {
    const setting = { ...randomSetting(chance, size * chance.between(0.7, 1)), unsteadiness: 0 }
    drawLine(pen, placeText(face, text, setting), setting, { left, baseline }, chance)
  }
  // The feet of the line above, the heads of the line below.
  if (chance.chance(0.2)) draw(randomLetters(), chance.between(0, width / 2), chance.between(0, 0.12 * size))
  if (chance.chance(0.2))
    draw(randomLetters(), chance.between(0, width / 2), height + chance.between(0.55, 0.7) * size)
  if (chance.chance(0.15) && line.left > 0.9 * size) {
    draw(chance.pick([...letters]), line.left - chance.between(0.9, 1.3) * size, line.baseline)
  }
  if (chance.chance(0.12))
    draw(chance.pick([...letters]), line.end + chance.between(0.15, 0.4) * size, line.baseline)
}
