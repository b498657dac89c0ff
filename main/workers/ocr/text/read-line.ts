import type { Box } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { composeLineImage } from '../segmentation/line-image.ts'
import type { LineOptions, TextEngine } from './engine.ts'

/** A word and its box on the page, in pixels. */
export interface PageWord extends Box {
  text: string
  /** 0 to 1, as tesseract gives it. */
  confidence: number
}

export interface ReadingOptions extends LineOptions {
  /** Letter height in the recognised image; another height is another preprocessing. */
  targetHeight?: number
  /** The cell of a table that the pieces stand in. */
  bounds?: Box
}

/** A letter, a digit, or a dash or plus that stands by itself. */
const hasCharacter = /[\p{L}\d+-]/u

/**
 * Recognises pieces of one text line. Colons separate labels from values: they split words and are dropped,
 * as is a word that is only a stop or a stroke, which is a misread colon.
 */
export async function readLine(
  engine: TextEngine,
  page: GrayImage,
  pieces: readonly Box[],
  letterHeight: number,
  { targetHeight, bounds, ...options }: ReadingOptions = {},
): Promise<PageWord[]> {
  const picture = composeLineImage(page, pieces, letterHeight, targetHeight, bounds)
  const top = Math.min(...pieces.map((piece) => piece.top))
  const bottom = Math.max(...pieces.map((piece) => piece.bottom))
  const words = await engine.readLine(picture.image, options)
  return words.flatMap(({ text, confidence, left, right }) => {
    const begin = picture.toPageX(left)
    const end = picture.toPageX(right)
    const perLetter = (end - begin) / text.length
    const parts = [...text.matchAll(/[^:;]+/g)].filter((part) => hasCharacter.test(part[0]))
    return parts.map((part) => ({
      text: part[0],
      confidence,
      left: begin + part.index * perLetter,
      right: begin + (part.index + part[0].length) * perLetter,
      top,
      bottom,
    }))
  })
}

export const joinWords = (words: readonly PageWord[]): string => words.map((word) => word.text).join(' ')

/** The minimum confidence of the words; 0 without words. */
export const minConfidence = (words: readonly PageWord[]): number =>
  words.length === 0 ? 0 : Math.min(...words.map((word) => word.confidence))

export const countDigits = ({ text }: PageWord): number => text.match(/\d/g)?.length ?? 0
