import type { KtpField, ReadValue } from '../../../../shared/reading.ts'
import { occupations } from '../../../../shared/reference/occupations.ts'
import { bloodTypes, citizenships, religions, sexes } from '../../../../shared/reference/population.ts'
import { boundingBox } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { digitsToDate, findCardDate } from '../fields/card-date.ts'
import { collectFields } from '../fields/collect-fields.ts'
import { cleanName } from '../fields/free-text.ts'
import { olderMaritalStatuses } from '../fields/marital-statuses.ts'
import { matchLabel } from '../fields/match-label.ts'
import { labelsOf } from '../fields/nearest-label.ts'
import { resolveHolderNik } from '../fields/read-nik.ts'
import { patterns, readNumber } from '../fields/read-number.ts'
import { readRtRw } from '../fields/read-rt-rw.ts'
import { rereadName } from '../fields/second-reading.ts'
import type { TextEngine } from '../text/engine.ts'
import { lowerConfidenceBesideUnread } from '../text/lower-confidence.ts'
import { joinWords, minConfidence, type PageWord } from '../text/read-line.ts'
import { restoreSpaces } from '../text/restore-spaces.ts'
import type { CardLines, KtpValue } from './card-lines.ts'

export type KtpFields = Partial<Record<KtpField, ReadValue>>

/**
 * Makes the fields of a KTP-el (UU 24/2013) of its lines. Each value is held against what its field can be; the
 * numbers and the name are read once more, by another reader or from another preparation.
 */
export async function readKtp(engine: TextEngine, page: GrayImage, card: CardLines): Promise<KtpFields> {
  const { fields, put, putAddress, putLabel, putPlace } = collectFields<KtpField>(page)
  const words = (line: Parameters<CardLines['value']>[0]): PageWord[] => card.value(line).words

  putPlace('province', 'province', card.province)
  putPlace('regency', 'regency', card.regency)

  const { words: nameWords, parts } = card.value('name')
  const name = await rereadName(engine, page, parts)
  if (name) put('name', name.text, name.confidence, nameWords)

  const { place, date } = splitBirth(words('birth'))
  put('birthPlace', cleanName(joinWords(place)), minConfidence(place), place)
  const birthDate = date.length > 0 && readBirthDate(page, date)
  if (birthDate) put('birthDate', birthDate.value, birthDate.confidence, date)

  const { before: sex, after: blood } = splitAt(words('sex'), 'Gol. Darah')
  putLabel('sex', labelsOf(sexes), sex)
  putLabel('bloodType', labelsOf(bloodTypes), blood.length > 0 ? blood : words('bloodType'))

  const nik = words('nik')
  const digits = nik.length > 0 && readNumber(page, boundingBox(nik), patterns.sixteen)
  if (digits) {
    const resolved = resolveHolderNik(digits, fields.birthDate, fields.sex)
    put('nik', resolved.nik, resolved.confidence, nik)
  }

  putAddress('address', spacedWords(lowerConfidence(card.value('address'))))
  const rtRw = words('rtRw')
  const numbers = rtRw.length > 0 && readRtRw(page, boundingBox(rtRw), joinWords(rtRw), minConfidence(rtRw))
  if (numbers) {
    put('rt', numbers.rt, numbers.confidence, rtRw)
    put('rw', numbers.rw, numbers.confidence, rtRw)
  }
  putPlace('village', 'village', lowerConfidence(card.value('village')).words)
  putPlace('district', 'district', lowerConfidence(card.value('district')).words)
  putLabel('religion', labelsOf(religions), words('religion'))
  putLabel('maritalStatus', olderMaritalStatuses, words('maritalStatus'))
  putLabel('occupation', labelsOf(occupations), words('occupation'))
  putLabel('citizenship', labelsOf(citizenships), words('citizenship'))
  return fields
}

function lowerConfidence({ parts }: KtpValue): KtpValue {
  const rows = parts.map(({ words, row }) => ({ words: lowerConfidenceBesideUnread(words, row), row }))
  return { words: rows.flatMap(({ words }) => words), parts: rows }
}

const spacedWords = ({ parts }: KtpValue): PageWord[] =>
  parts.flatMap(({ words, row }) =>
    restoreSpaces(
      words,
      row.segments.flatMap(({ blobs }) => blobs),
      row.letterHeight,
    ),
  )

/** `BOGOR, 14-01-1971`: the date begins with the first word that has figures. */
function splitBirth(words: readonly PageWord[]): { place: PageWord[]; date: PageWord[] } {
  const at = words.findIndex(({ text }) => (text.match(/\d/g)?.length ?? 0) >= 2)
  return at === -1 ? { place: [...words], date: [] } : { place: words.slice(0, at), date: words.slice(at) }
}

/** Two fields on one row, the second under a label of its own. */
function splitAt(words: readonly PageWord[], label: string): { before: PageWord[]; after: PageWord[] } {
  for (let at = 0; at < words.length; at++) {
    const match = matchLabel(words, label, at)
    if (match.likeness >= 0.6) return { before: words.slice(0, at), after: words.slice(at + match.words) }
  }
  return { before: [...words], after: [] }
}

/** The date as the reader of digits has it, held against what the reader of print saw. */
function readBirthDate(
  page: GrayImage,
  words: readonly PageWord[],
): { value: string; confidence: number } | undefined {
  const seen = findCardDate(joinWords(words))
  const read = readNumber(page, boundingBox(words), patterns.date)
  const date = read && digitsToDate(read.text)
  if (read && date) {
    if (seen?.date === date) return { value: date, confidence: Math.max(0.97, read.confidence) }
    return { value: date, confidence: seen ? Math.min(0.8, read.confidence) : read.confidence }
  }
  return seen && { value: seen.date, confidence: 0.7 - 0.1 * seen.replaced }
}
