import { type Box, boxHeight, expandBox } from '../../pixels/box.ts'
import { crop, type GrayImage } from '../../pixels/gray-image.ts'
import { type DigitReading, readDigits } from '../digits/digits.ts'

/** How numbers are printed: `#` for a digit. */
export const patterns = { sixteen: '################', date: '##-##-####' } as const

/** Reads the number that stands in a place on the page, undefined where no such number is to be seen. */
export function readNumber(page: GrayImage, box: Box, pattern: string): DigitReading | undefined {
  const height = boxHeight(box)
  return readDigits(crop(page, expandBox(box, { x: height * 0.4, y: height * 0.4 }, page)), pattern)
}
