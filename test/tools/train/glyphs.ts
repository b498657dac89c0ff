import * as fontkit from 'fontkit'
import type { Face } from './faces.ts'

/** The outline of a character: closed polygons, x to the right, y down, the em 1 high, the baseline at 0. */
export interface Glyph {
  contours: readonly Float32Array[]
  /** How far the pen moves on. */
  advance: number
  left: number
  right: number
  top: number
  bottom: number
}

const glyphs = new Map<string, Glyph>()
const fonts = new Map<string, ReturnType<typeof openFont>>()

/** Draws a character of a face. Throws where the face has none. */
export function getGlyph(face: Face, character: string): Glyph {
  const key = `${face.file} ${character}`
  const known = glyphs.get(key)
  if (known) return known
  const glyph = character === ' ' ? space(face) : flatten(getFont(face.file), character)
  glyphs.set(key, glyph)
  return glyph
}

/** Half as wide as a digit: what the files say of their spaces is not always readable. */
function space(face: Face): Glyph {
  return { contours: [], advance: getGlyph(face, '0').advance * 0.55, left: 0, right: 0, top: 0, bottom: 0 }
}

function getFont(file: string) {
  const known = fonts.get(file)
  if (known) return known
  const font = openFont(file)
  fonts.set(file, font)
  return font
}

function openFont(file: string) {
  const font = fontkit.openSync(file)
  if ('fonts' in font) throw new Error(`${file} holds several fonts`)
  return font
}

function flatten(font: ReturnType<typeof openFont>, character: string): Glyph {
  const codePoint = character.codePointAt(0) ?? 0
  if (!font.hasGlyphForCodePoint(codePoint)) throw new Error(`${font.fullName} has no ${character}`)
  const glyph = font.glyphForCodePoint(codePoint)
  const contours: number[][] = []
  const scale = 1 / font.unitsPerEm
  let [x, y] = [0, 0]
  const to = (nextX: number, nextY: number) => {
    contours.at(-1)?.push(nextX * scale, -nextY * scale)
    ;[x, y] = [nextX, nextY]
  }
  for (const { command, args } of glyph.path.commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args
    const [fromX, fromY] = [x, y]
    if (command === 'moveTo') {
      contours.push([])
      to(a, b)
    } else if (command === 'lineTo') {
      to(a, b)
    } else if (command === 'quadraticCurveTo') {
      for (const t of steps) {
        const u = 1 - t
        to(u * u * fromX + 2 * u * t * a + t * t * c, u * u * fromY + 2 * u * t * b + t * t * d)
      }
    } else if (command === 'bezierCurveTo') {
      for (const t of steps) {
        const u = 1 - t
        const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
        to(p * fromX + q * a + r * c + s * e, p * fromY + q * b + r * d + s * f)
      }
    }
  }
  const { minX, maxX, minY, maxY } = glyph.bbox
  return {
    contours: contours.map((contour) => Float32Array.from(contour)),
    advance: glyph.advanceWidth * scale,
    left: minX * scale,
    right: maxX * scale,
    top: -maxY * scale,
    bottom: -minY * scale,
  }
}

/** A curve becomes this many straight pieces: more than anybody sees at the size of print on a card. */
const steps = [0.2, 0.4, 0.6, 0.8, 1]
