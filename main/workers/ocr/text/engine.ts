import type { GrayImage } from '../../pixels/gray-image.ts'

/** A recognised word; left and right in pixels of the given image. */
export interface Word {
  text: string
  /** 0 to 1, as tesseract gives it: not calibrated. */
  confidence: number
  left: number
  right: number
}

/** Languages of the trained networks. The Indonesian one has no Q. */
export type Language = 'ind' | 'eng'

export interface LineOptions {
  /** Indonesian where it is left out. */
  language?: Language
  /** Whitelist of characters; all of them where it is omitted. */
  letters?: string
}

/** Recognises text, one image of one line at a time. Calls may overlap and complete in any order. */
export interface TextEngine {
  readLine(line: GrayImage, options?: LineOptions): Promise<Word[]>
}
