import type { ReadValue } from '../../../../shared/reading.ts'
import { around } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { joined, leastConfidence, type PageWord } from '../text/read-row.ts'
import { asAddress } from './address.ts'
import { nearestLabel } from './nearest-label.ts'
import { type PlaceLevel, placeText } from './places.ts'
import { readValue } from './read-value.ts'

/** What is read of a page, field by field; a value that is empty or was read nowhere is left out. */
export interface FieldCollection<Field extends string> {
  readonly fields: Partial<Record<Field, ReadValue>>
  put(field: Field, value: string, confidence: number, words: readonly PageWord[]): void
  putAddress(field: Field, words: readonly PageWord[]): void
  /** The entry of a fixed list that the words mean. */
  putLabel(field: Field, labels: readonly string[], words: readonly PageWord[]): void
  putPlace(field: Field, level: PlaceLevel, words: readonly PageWord[]): void
}

export function collectFields<Field extends string>(page: GrayImage): FieldCollection<Field> {
  const fields: Partial<Record<Field, ReadValue>> = {}
  const put: FieldCollection<Field>['put'] = (field, value, confidence, words) => {
    if (value !== '' && words.length > 0) fields[field] = readValue(value, confidence, around(words), page)
  }
  return {
    fields,
    put,
    putAddress: (field, words) => put(field, asAddress(joined(words)), leastConfidence(words), words),
    putLabel(field, labels, words) {
      const nearest = nearestLabel(labels, joined(words))
      if (nearest) put(field, nearest.label, nearest.confidence, words)
    },
    putPlace(field, level, words) {
      const { text, confidence } = placeText(level, joined(words), leastConfidence(words))
      put(field, text, confidence, words)
    },
  }
}
