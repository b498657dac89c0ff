import type { EventView } from '../../shared/contract/correction-calls.ts'
import { groupedDigits } from '../../shared/display.ts'

/**
 * A correction or withdrawal as a sentence.
 *
 * @param name of the member, undefined for the whole family
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
