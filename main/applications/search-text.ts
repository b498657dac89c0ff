import { withoutSeparators } from '../../shared/nik.ts'

/** What a person typed into the search, as the things it may mean. */
export interface SearchText {
  /** Beginnings of words of a name. */
  words: string[]
  /** Beginning of a NIK or a No. KK, without the spaces and dots it was typed with. */
  digits: string | undefined
  /** Beginning of a registration number. */
  numberStart: string | undefined
  /** End of a registration number with its serial in full: `26-12` means `26-00012`. */
  numberEnd: string | undefined
}

const serialLength = 5

export function readSearchText(typed: string): SearchText {
  const digits = withoutSeparators(typed)
  const number = typed.trim().replace(/\s+/g, '').toUpperCase()
  const isNumeric = /^\d+$/.test(digits)
  const looksLikeNumber = isNumeric || /^[A-Z\d]+-[A-Z\d-]*$/.test(number)
  const [, head, serial] = /^(|.*-)(\d{1,5})$/.exec(number) ?? []
  return {
    words: isNumeric ? [] : (typed.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []),
    digits: isNumeric ? digits : undefined,
    numberStart: looksLikeNumber ? number : undefined,
    numberEnd:
      looksLikeNumber && head !== undefined && serial !== undefined
        ? head + serial.padStart(serialLength, '0')
        : undefined,
  }
}
