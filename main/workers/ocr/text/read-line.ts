import type { Box } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { composeLineImage } from '../segmentation/line-image.ts'
import type { LineOptions, TextEngine } from './engine.ts'

/** A word and where it stands on the page, in pixels. */
export interface PageWord extends Box {
  text: string
  /** 0 to 1, tesseract's own. */
  confidence: number
}

export interface ReadingOptions extends LineOptions {
  /** Height of a letter in the picture that is read; another height is another preparation. */
  targetHeight?: number
  /** The cell of a table that the pieces stand in. */
  bounds?: Box
}

/** Something of a word: a letter, a figure, or the dash and the plus that stand for themselves. */
const hasCharacter = /[\p{L}\d+-]/u

/**
 * Reads pieces of one line of print. Colons part words and are left out: they part labels from values. So is what is
 * nothing but a stop or a stroke: a colon that was misread.
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

/** As sure as the word that is least sure; 0 where there is none. */
export const minConfidence = (words: readonly PageWord[]): number =>
  words.length === 0 ? 0 : Math.min(...words.map((word) => word.confidence))
