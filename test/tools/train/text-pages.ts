import { type GrayImage, rotateQuarter } from '../../../main/workers/pixels/gray-image.ts'
import { develop, photograph, printOnPaper, wearInk, weighStrokes } from './augment.ts'
import { drawLine, placeText, randomSetting } from './draw-line.ts'
import type { Face } from './faces.ts'
import { createPen, type Pen } from './rasterise.ts'
import type { SeededRandom } from './seeded-random.ts'

/** A piece of a page with some lines of print, and by how many quarter turns clockwise it becomes upright. */
export interface TextPage {
  gray: GrayImage
  quarterTurns: 0 | 1 | 2 | 3
}

const consonants = [...'bcdfghjklmnprstwy', 'ng', 'ny', 'kh', 'sy']
const vowels = [...'aaaeeiiouu', 'ai', 'au']

/** Syllables as Indonesian has them, in the way words and numbers stand on a form. */
function randomWord(chance: SeededRandom): string {
  const kind = chance.fraction()
  if (kind < 0.12) return Array.from({ length: chance.integer(2, 16) }, () => chance.integer(0, 9)).join('')
  if (kind < 0.15) return `${chance.integer(10, 31)}-${chance.integer(10, 12)}-${chance.integer(1940, 2026)}`
  const syllables = Array.from({ length: chance.integer(1, 4) }, () => {
    const start = chance.chance(0.85) ? chance.pick(consonants) : ''
    return start + chance.pick(vowels) + (chance.chance(0.35) ? chance.pick([...'nrsktmh']) : '')
  })
  return syllables.join('') + (chance.chance(0.1) ? chance.pick([...'.,:']) : '')
}

type Case = 'upper' | 'lower' | 'title'

export function randomText(chance: SeededRandom, length: number, letters: Case): string {
  let text = ''
  while (text.length < length) {
    const word = randomWord(chance)
    const styled = {
      upper: word.toUpperCase(),
      lower: word,
      title: word.charAt(0).toUpperCase() + word.slice(1),
    }[letters]
    text += (text === '' ? '' : ' ') + styled
  }
  return text
}

export async function drawTextPage(face: Face, chance: SeededRandom): Promise<TextPage> {
  const size = 11 * (44 / 11) ** chance.fraction()
  const [width, height] = [
    Math.round(size * chance.between(10, 24)),
    Math.round(size * chance.between(8, 16)),
  ]
  const pen = createPen(width, height)
  const letters = chance.pick(['upper', 'upper', 'lower', 'title'] as const)
  const setting = { ...randomSetting(chance, size), unsteadiness: 0 }
  const leading = size * chance.between(1.15, 2.2)
  const columns = chance.chance(0.35) ? chance.between(4, 9) * size : width
  for (let baseline = size; baseline < height - 0.3 * size; baseline += leading) {
    for (let left = chance.between(0, size); left < width; left += columns) {
      if (chance.chance(0.08)) continue
      const room = (Math.min(columns, width - left) / size) * chance.between(0.9, 1.8)
      const text = randomText(chance, Math.max(2, room), chance.chance(0.1) ? 'title' : letters)
      const placed = placeText(face, text, setting)
      const fitting = placed.filter(({ x }) => columns === width || x * size < columns - size)
      drawLine(pen, fitting, setting, { left, baseline }, chance)
    }
  }
  if (chance.chance(0.25)) drawRules(pen, chance, size)
  const coverage = pen.coverage()
  weighStrokes(coverage, chance, size)
  wearInk(coverage, chance, size)
  const picture = printOnPaper(coverage, chance, size)
  photograph(picture, chance, size)
  const quarterTurns = chance.pick([0, 1, 2, 3] as const)
  let gray = await develop(picture, chance)
  // Turned clockwise by what is missing to a full turn, it wants that many more.
  for (let turn = quarterTurns; turn > 0 && turn < 4; turn++) gray = rotateQuarter(gray)
  return { gray, quarterTurns }
}

function drawRules(pen: Pen, chance: SeededRandom, size: number): void {
  const { width, height } = pen
  const thickness = Math.max(1, size * 0.06)
  for (let y = chance.between(0, 2) * size; y < height; y += chance.between(1.3, 4) * size) {
    pen.box(0, y, width, y + thickness)
  }
  for (let x = chance.between(0, 5) * size; x < width; x += chance.between(4, 9) * size) {
    pen.box(x, 0, x + thickness, height)
  }
}

/** What could be taken for text: grain, stripes, blotches, ovals as of a face, bricks. */
export async function drawTextlessPage(chance: SeededRandom): Promise<GrayImage> {
  const size = chance.between(8, 30)
  const [width, height] = [chance.integer(160, 420), chance.integer(120, 320)]
  const pen = createPen(width, height)
  const shapes = chance.integer(5, 120)
  const regular = chance.chance(0.4)
  for (let n = 0; n < shapes; n++) {
    const [x, y] = regular
      ? [(n % 12) * size * 1.4, Math.floor(n / 12) * size * 1.2]
      : [chance.between(0, width), chance.between(0, height)]
    const [across, down] = [size * chance.between(0.1, 0.9), size * chance.between(0.1, 0.9)]
    const corners = regular ? 4 : chance.integer(3, 14)
    const points = Array.from({ length: corners }, (_, index) => {
      const angle = ((index + 0.5) * 2 * Math.PI) / corners
      return [x + Math.cos(angle) * across, y + Math.sin(angle) * down]
    })
    pen.polygon(Float32Array.from(points.flat()))
  }
  const coverage = pen.coverage()
  weighStrokes(coverage, chance, size)
  const picture = printOnPaper(coverage, chance, size)
  photograph(picture, chance, size)
  return develop(picture, chance)
}
