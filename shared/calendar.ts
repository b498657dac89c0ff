/**
 * Dates of the Gregorian calendar as Indonesian cards print them (DD-MM-YYYY) and as we keep them
 * (YYYY-MM-DD). A date here is a day, never a moment: no time zone can move a birthday.
 */

/** YYYY-MM-DD of a day that exists, or undefined: 31-02 and 00-00 are no days. */
export function isoDate(year: number, month: number, day: number): string | undefined {
  if (year < 1800 || year > 2999 || month < 1 || month > 12 || day < 1) return undefined
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day > lastDay) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Reads a date as typed or as printed on the card, `14-01-1971`, `14/1/1971` or `14011971`. */
export function parseCardDate(typed: string): string | undefined {
  const match =
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(typed.trim()) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed.trim())
  if (!match) return undefined
  return isoDate(Number(match[3]), Number(match[2]), Number(match[1]))
}

/** `1971-01-14` as the card prints it: `14-01-1971`. */
export function cardDate(iso: string): string {
  const [year, month, day] = iso.split('-')
  return `${day}-${month}-${year}`
}

/** Whole years between two days; the age on the day `on`. */
export function ageInYears(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}
