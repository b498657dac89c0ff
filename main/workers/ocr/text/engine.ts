import type { GrayImage } from '../../pixels/gray-image.ts'

/** A word as it was read; left and right in pixels of the picture that was given. */
export interface Word {
  text: string
  /** 0 to 1, tesseract's own: not yet how likely every letter is right. */
  confidence: number
  left: number
  right: number
}

/** The languages by whose print a network learnt to read. That of Indonesian knows no Q. */
export type Language = 'ind' | 'eng'

export interface LineOptions {
  /** Indonesian where it is left out. */
  language?: Language
  /** Letters that may be read; all of them where it is left out. */
  letters?: string
}

/** Reads print: one picture of one line at a time. Several may be asked for at once, and are read in any order. */
export interface TextEngine {
  readLine(line: GrayImage, options?: LineOptions): Promise<Word[]>
}
