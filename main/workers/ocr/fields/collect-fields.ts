import type { ReadValue } from '../../../../shared/reading.ts'
import { boundingBox } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { joinWords, minConfidence, type PageWord } from '../text/read-line.ts'
import { cleanAddress } from './clean-address.ts'
import { matchPlace, type PlaceLevel } from './match-place.ts'
import { nearestLabel } from './nearest-label.ts'
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
    if (value !== '' && words.length > 0)
      fields[field] = readValue(value, confidence, boundingBox(words), page)
  }
  return {
    fields,
    put,
    putAddress: (field, words) => put(field, cleanAddress(joinWords(words)), minConfidence(words), words),
    putLabel(field, labels, words) {
      const nearest = nearestLabel(labels, joinWords(words))
      if (nearest) put(field, nearest.label, nearest.confidence, words)
    },
    putPlace(field, level, words) {
      const { text, confidence } = matchPlace(level, joinWords(words), minConfidence(words))
      put(field, text, confidence, words)
    },
  }
}
