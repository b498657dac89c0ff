import type { TypingMask } from './apply-mask.ts'

const separators = /[-/.\s]+/

const months = [
  'januari',
  'februari',
  'maret',
  'april',
  'mei',
  'juni',
  'juli',
  'agustus',
  'september',
  'oktober',
  'november',
  'desember',
]

/**
 * Formats a date while it is typed: `14011971` becomes `14-01-1971`, `1-` becomes `01-`. Other text stays as
 * typed and gets a finding.
 */
export function showTypedDate(text: string): string {
  if (!/^[\d\-/.\s]*$/.test(text)) return text
  const parts = text.replace(/[/.\s]/g, '-').split('-')
  const [first = '', second = ''] = parts
  if (parts.length === 1) return flow(first)
  // A separator just typed after one digit completes it; the caret is then at the end.
  if (parts.length === 2 && second === '') return `${pad(first)}-`
  if (parts.length === 2 && second.length > 2) return `${first}-${second.slice(0, 2)}-${second.slice(2)}`
  if (parts.length === 3 && parts[2] === '') return `${pad(first)}-${pad(second)}-`
  return parts.join('-')
}

/**
 * Normalises a date on blur: `1-1-1971`, `1971-01-14` and `14 Januari 1971` become `14-01-1971`. Other text
 * stays as typed.
 */
export function tidyDate(text: string): string {
  const parts = text.trim().split(separators)
  const [first = '', second = '', third = ''] = parts
  if (parts.length !== 3) return showTypedDate(text.trim())
  const month = months.findIndex((name) => second.length >= 3 && name.startsWith(second.toLowerCase())) + 1
  const middle = month > 0 ? String(month) : second
  if (/^\d{4}$/.test(first) && isShort(middle) && isShort(third))
    return `${pad(third)}-${pad(middle)}-${first}`
  if (isShort(first) && isShort(middle) && /^\d{4}$/.test(third))
    return `${pad(first)}-${pad(middle)}-${third}`
  return text
}

/** Mask of a date field. */
export const dateMask: TypingMask = {
  show: showTypedDate,
  isGap: (character) => separators.test(character),
}

function flow(digits: string): string {
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((part) => part !== '').join('-')
}

function pad(part: string): string {
  return part.length === 1 ? `0${part}` : part
}

function isShort(part: string): boolean {
  return /^\d{1,2}$/.test(part)
}
