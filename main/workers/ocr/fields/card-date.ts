import { cardDate, parseCardDate } from '../../../../shared/calendar.ts'

/** What a reader of letters gives for figures. */
const figures: Record<string, string> = {
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

/** Letters among figures become the figures that they look like. @returns the text and how many it were */
export function asFigures(text: string): { text: string; changed: number } {
  let changed = 0
  const figured = [...text.toUpperCase()].map((letter) => {
    const figure = figures[letter]
    if (figure !== undefined) changed++
    return figure ?? letter
  })
  return { text: figured.join(''), changed }
}

export interface ReadDate {
  /** DD-MM-YYYY, a day that exists. */
  date: string
  /** How many of its characters were no figures and had to be taken for some. */
  changed: number
}

/** Finds the date in a text, also without its dashes or with letters for figures; undefined where there is none. */
export function findCardDate(text: string): ReadDate | undefined {
  const { text: figured, changed } = asFigures(text)
  const match =
    /(\d{2})\s*[-–—./~_: ]\s*(\d{2})\s*[-–—./~_: ]\s*(\d{4})/.exec(figured) ??
    /(\d{2})[^\d]?(\d{2})[^\d]?(\d{4})/.exec(figured)
  if (!match) return undefined
  const iso = parseCardDate(`${match[1]}-${match[2]}-${match[3]}`)
  return iso === undefined ? undefined : { date: cardDate(iso), changed }
}

/** A date of eight digits, with or without its dashes, as DD-MM-YYYY; undefined where there is no such day. */
export function digitsToDate(digits: string): string | undefined {
  const iso = parseCardDate(digits)
  return iso && cardDate(iso)
}
