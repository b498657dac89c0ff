import { groupedDigits } from '../../shared/display.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import type { TypingMask } from './apply-mask.ts'

/**
 * Mask of NIK and No. KK: `3271 0310 0290 0001`, with thin spaces that are displayed and never stored.
 * Letters and extra digits are kept, so that a finding can say so.
 */
export const digitsMask: TypingMask = {
  show: (text) => groupedDigits(withoutSeparators(text)),
  isGap: (character) => withoutSeparators(character) === '',
}
