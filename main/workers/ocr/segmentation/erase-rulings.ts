import type { BinaryMask } from '../../pixels/binary-mask.ts'
import { acrossAt, type Ruling, rulingBegin, rulingEnd } from './rulings.ts'

/** Half the thickness of what is taken away. */
const half = 2

/** Takes ruled lines out of the print, so that letters which touch them stand on their own. */
export function eraseRulings(
  ink: BinaryMask,
  direction: 'horizontal' | 'vertical',
  rulings: readonly Ruling[],
): void {
  const level = direction === 'horizontal'
  const depth = level ? ink.height : ink.width
  for (const ruling of rulings) {
    for (let along = Math.max(0, rulingBegin(ruling)); along < rulingEnd(ruling); along++) {
      const middle = Math.round(acrossAt(ruling, along))
      const last = Math.min(depth - 1, middle + half)
      for (let across = Math.max(0, middle - half); across <= last; across++) {
        ink.data[level ? across * ink.width + along : along * ink.width + across] = 0
      }
    }
  }
}
