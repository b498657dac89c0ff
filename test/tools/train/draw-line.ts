import type { Face } from './faces.ts'
import { type Glyph, getGlyph } from './glyphs.ts'
import type { Pen } from './rasterise.ts'
import type { SeededRandom } from './seeded-random.ts'

export interface PlacedGlyph {
  character: string
  glyph: Glyph
  /** Where its pen stood, in em. */
  x: number
}

/** How a line is printed and how its page lay. */
export interface Setting {
  /** Pixels of an em. */
  size: number
  /** Width of the characters, 1 as the face draws them. */
  stretch: number
  /** Added to the advance of each character, in em. */
  spacing: number
  /** Rows down for each column to the right. */
  slope: number
  /** Columns to the right for each row up. */
  lean: number
  /** By how much the far end of the line is smaller, as a share: a page photographed from the side. */
  shrink: number
  /** Pixels that a character may be off. */
  unsteadiness: number
}

export function randomSetting(chance: SeededRandom, size: number): Setting {
  return {
    size,
    stretch: chance.between(0.86, 1.14),
    spacing: chance.chance(0.3) ? chance.between(-0.035, 0.1) : 0,
    slope: chance.chance(0.5) ? chance.normal() * 0.012 : 0,
    lean: chance.chance(0.4) ? chance.normal() * 0.06 : 0,
    shrink: chance.chance(0.3) ? chance.between(-0.1, 0.1) : 0,
    unsteadiness: chance.chance(0.2) ? chance.between(0, 0.03) * size : 0,
  }
}

export function placeText(face: Face, text: string, { stretch, spacing }: Setting): PlacedGlyph[] {
  let x = 0
  return [...text].map((character) => {
    const glyph = getGlyph(face, character)
    const placed = { character, glyph, x }
    x += (glyph.advance + spacing) * stretch
    return placed
  })
}

/** Where a point of the line, in em from its start on the baseline, comes to lie, in pixels from there. */
function project({ size, slope, lean, shrink }: Setting, length: number, x: number, y: number) {
  const smaller = 1 - shrink * (x / Math.max(length, 1) - 0.5)
  const across = x * size - y * size * lean
  return [across, y * size * smaller + across * slope] as const
}

/**
 * Draws a line with its baseline starting at `left`, `baseline`, in pixels of the pen's picture.
 * @returns the middle column of each character
 */
export function drawLine(
  pen: Pen,
  placed: readonly PlacedGlyph[],
  setting: Setting,
  place: { left: number; baseline: number },
  chance: SeededRandom,
): number[] {
  const last = placed.at(-1)
  const length = last ? last.x + last.glyph.advance * setting.stretch : 1
  const centres: number[] = []
  for (const { glyph, x } of placed) {
    const offX = place.left + chance.normal() * setting.unsteadiness
    const offY = place.baseline + chance.normal() * setting.unsteadiness
    for (const contour of glyph.contours) {
      const corners = new Float32Array(contour.length)
      for (let at = 0; at < contour.length; at += 2) {
        const across = x + (contour[at] ?? 0) * setting.stretch
        const [px, py] = project(setting, length, across, contour[at + 1] ?? 0)
        corners[at] = px + offX
        corners[at + 1] = py + offY
      }
      pen.polygon(corners)
    }
    const middle = x + ((glyph.left + glyph.right) / 2) * setting.stretch
    centres.push(project(setting, length, middle, (glyph.top + glyph.bottom) / 2)[0] + offX)
  }
  return centres
}
