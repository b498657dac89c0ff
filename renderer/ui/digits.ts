import type { TypingMask } from './retype.ts'

/** The thin space between groups of four. It is shown, never stored. */
export const digitGap = ' '

/**
 * NIK or No. KK as it is stored: without the spaces, dots and dashes in which people write it.
 * Everything else stays, letters too: what is wrong is shown and found, never silently dropped.
 */
export function bareDigits(text: string): string {
  return text.replace(/[\s.\-‐-―/]/g, '')
}

/** `3271031002900001` as `3271 0310 0290 0001`, with thin spaces. Takes any length. */
export function groupDigits(value: string): string {
  return bareDigits(value).replace(/(.{4})(?=.)/gu, `$1${digitGap}`)
}

/**
 * NIK as lists show it: place of registration and serial number stay, the birth date goes.
 * `3271031002900001` becomes `3271 03•• •••• 0001`. What is not 16 characters long is masked except its end.
 */
export function maskDigits(value: string): string {
  const digits = bareDigits(value)
  const shown = digits.length === 16 ? 6 : 0
  const hidden = Math.max(digits.length - shown - 4, 0)
  return groupDigits(digits.slice(0, shown) + '•'.repeat(hidden) + digits.slice(shown + hidden))
}

/** How digits look while they are typed. */
export const digitsMask: TypingMask = {
  show: groupDigits,
  isGap: (character) => bareDigits(character) === '',
}
