import type { EventView } from '../../shared/contract/correction-calls.ts'
import { groupedDigits } from '../../shared/display.ts'

/**
 * What happened after approval, in one line.
 *
 * @param name of the member it is about, undefined where it is about the family
 */
export function eventSentence({ type, former, number }: EventView, name: string | undefined): string {
  switch (type) {
    case 'withdrawal':
      return name === undefined ? 'Permohonan dicabut' : `Usulan ${name} dicabut`
    case 'nik-correction':
      return `NIK ${name ?? ''} dibetulkan: ${groupedDigits(former)} menjadi ${groupedDigits(number)}`
    case 'no-kk-correction':
      return `No. KK dibetulkan: ${groupedDigits(former)} menjadi ${groupedDigits(number)}`
  }
}
