import { cardDate, parseCardDate } from '../../../../shared/calendar.ts'

/** Letters that tesseract reads for digits. */
const digitOf: Record<string, string> = {
  O: '0',
  Q: '0',
  D: '0',
  U: '0',
  I: '1',
  L: '1',
  '|': '1',
  '!': '1',
  ']': '1',
  '[': '1',
  Z: '2',
  A: '4',
  S: '5',
  G: '6',
  T: '7',
  '?': '7',
  B: '8',
}

/** Replaces letters by the digits that they look like. @returns the text and the number of replacements */
export function lettersToDigits(text: string): { text: string; replaced: number } {
  let replaced = 0
  const digits = [...text.toUpperCase()].map((letter) => {
    const figure = digitOf[letter]
    if (figure !== undefined) replaced++
    return figure ?? letter
  })
  return { text: digits.join(''), replaced }
}

export interface ReadDate {
  /** DD-MM-YYYY, a day that exists. */
  date: string
  /** How many of its characters were letters. */
  replaced: number
}

/**
 * Finds the date in a text, also without its dashes or with letters for figures; undefined where there is
 * none.
 */
export function findCardDate(text: string): ReadDate | undefined {
  const { text: digits, replaced } = lettersToDigits(text)
  const match =
    /(\d{2})\s*[-–—./~_: ]\s*(\d{2})\s*[-–—./~_: ]\s*(\d{4})/.exec(digits) ??
    /(\d{2})[^\d]?(\d{2})[^\d]?(\d{4})/.exec(digits)
  if (!match) return undefined
  const iso = parseCardDate(`${match[1]}-${match[2]}-${match[3]}`)
  return iso === undefined ? undefined : { date: cardDate(iso), replaced }
}

/**
 * A date of eight digits, with or without its dashes, as DD-MM-YYYY; undefined where there is no such day.
 */
export function digitsToDate(digits: string): string | undefined {
  const iso = parseCardDate(digits)
  return iso && cardDate(iso)
}
