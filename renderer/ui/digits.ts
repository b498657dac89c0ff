import { groupedDigits } from '../../shared/display.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import type { TypingMask } from './apply-mask.ts'

/**
 * How NIK and No. KK look while they are typed: `3271 0310 0290 0001`, with thin spaces that are shown and never
 * stored. Letters and too many digits stay: what is wrong is shown and found, never silently dropped.
 */
export const digitsMask: TypingMask = {
  show: (text) => groupedDigits(withoutSeparators(text)),
  isGap: (character) => withoutSeparators(character) === '',
}
