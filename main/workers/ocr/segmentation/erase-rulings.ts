import type { BinaryMask } from '../../pixels/binary-mask.ts'
import { acrossAt, type Ruling, rulingBegin, rulingEnd } from './rulings.ts'

/** Half the thickness of what is taken away. */
const halfThickness = 2

/** Takes ruled lines out of the print, so that letters which touch them stand on their own. */
export function eraseRulings(
  mask: BinaryMask,
  direction: 'horizontal' | 'vertical',
  rulings: readonly Ruling[],
): void {
  const level = direction === 'horizontal'
  const depth = level ? mask.height : mask.width
  for (const ruling of rulings) {
    for (let along = Math.max(0, rulingBegin(ruling)); along < rulingEnd(ruling); along++) {
      const middle = Math.round(acrossAt(ruling, along))
      const last = Math.min(depth - 1, middle + halfThickness)
      for (let across = Math.max(0, middle - halfThickness); across <= last; across++) {
        mask.data[level ? across * mask.width + along : along * mask.width + across] = 0
      }
    }
  }
}
