import type { Box } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { lettersToDigits } from './card-date.ts'
import { readNumber } from './read-number.ts'

export interface RtRw {
  rt: string
  rw: string
  confidence: number
}

/** `007/011`: three figures each, by the reader of digits, held against what the reader of print saw. */
export function readRtRw(page: GrayImage, box: Box, printed: string, confidence: number): RtRw | undefined {
  const seen = splitPrinted(printed)
  const [rt, rw] = readNumber(page, box, '###/###')?.text.split('/') ?? []
  if (rt && rw && seen?.rt === rt && seen.rw === rw) return { rt, rw, confidence: 0.97 }
  if (seen) return { ...seen, confidence: Math.min(0.8, 0.4 + confidence / 2) }
  return rt && rw ? { rt, rw, confidence: 0.6 } : undefined
}

/** The stroke between the numbers is sometimes read as a figure. */
function splitPrinted(printed: string): { rt: string; rw: string } | undefined {
  const { text } = lettersToDigits(printed.replaceAll(' ', ''))
  const [, rt, rw] =
    /^\D*(\d{1,3})\/(\d{1,3})\D*$/.exec(text) ??
    /^\D*(\d{3})\D?(\d{3})\D*$/.exec(text) ??
    /^\D*(\d{3})[17](\d{3})\D*$/.exec(text) ??
    []
  return rt && rw ? { rt: rt.padStart(3, '0'), rw: rw.padStart(3, '0') } : undefined
}
