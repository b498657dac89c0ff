/** Numbers, dates and names as Indonesians write them (product.md, "How it should feel"). */

const months = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
]

/** `2026-11-21` → `21 November 2026`. */
export function longDate(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${months[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`
}

/** A moment as day and time in a zone, e.g. `21 November 2026, 08.14`. The moment is UTC, ISO 8601. */
export function longMoment(moment: string, timeZone: string): string {
  return `${longDate(localDay(moment, timeZone))}, ${clockTime(moment, timeZone)}`
}

/** The day (YYYY-MM-DD) that a moment falls on in a zone. */
export function localDay(moment: string, timeZone: string): string {
  return formatter(timeZone, 'day').format(new Date(moment))
}

/** `08.14` in a zone. */
export function clockTime(moment: string, timeZone: string): string {
  return formatter(timeZone, 'time').format(new Date(moment)).replace(':', '.')
}

const shapes = { day: { dateStyle: 'short' }, time: { hour: '2-digit', minute: '2-digit' } } as const
const formatters = new Map<string, Intl.DateTimeFormat>()

/** Sweden writes days as ISO 8601 does. Making a formatter takes longer than a hundred uses of it. */
function formatter(timeZone: string, shape: keyof typeof shapes): Intl.DateTimeFormat {
  const key = `${shape} ${timeZone}`
  const made = formatters.get(key) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, ...shapes[shape] })
  formatters.set(key, made)
  return made
}

/**
 * The moment (UTC) at which the day that a moment falls on began in a zone; Indonesia's zones never shift.
 */
export function startOfDay(moment: string, timeZone: string): string {
  const [hours = 0, minutes = 0] = clockTime(moment, timeZone).split('.').map(Number)
  const start = new Date(moment)
  start.setUTCMinutes(start.getUTCMinutes() - minutes - hours * 60, 0, 0)
  return start.toISOString()
}

const wholeNumber = new Intl.NumberFormat('id-ID')

/** `1150721` → `1.150.721`. */
export function count(value: number): string {
  return wholeNumber.format(value)
}

const megabyteNumber = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 })

/** Bytes as people read them: `850 kB`, `1,2 MB`. */
export function dataSize(bytes: number): string {
  if (bytes < 1_000_000) return `${wholeNumber.format(Math.ceil(bytes / 1000))} kB`
  return `${megabyteNumber.format(bytes / 1_000_000)} MB`
}

/** `3271031002900001` in groups of four with a thin space, as it is read aloud. */
export function groupedDigits(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1\u2009')
}

/** A NIK in a list: region and serial stay, the birth date is covered. */
export function maskedNik(nik: string): string {
  return nik.length < 16
    ? nik.replace(/.(?=.{2})/g, '•')
    : groupedDigits(`${nik.slice(0, 6)}••••••${nik.slice(12)}`)
}
