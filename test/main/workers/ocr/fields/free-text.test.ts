import { expect, test } from 'vitest'
import { cleanName, confidentText, mergeReadings } from '../../../../../main/workers/ocr/fields/free-text.ts'
import type { PageWord } from '../../../../../main/workers/ocr/text/read-line.ts'
import { confirmationThreshold } from '../../../../../shared/reading.ts'

const words = (text: string, confidence: number): PageWord[] =>
  text.split(' ').map((word) => ({ text: word, confidence, left: 0, top: 0, right: 10, bottom: 10 }))
const agreed = (indonesian: PageWord[], english: PageWord[]) => mergeReadings(indonesian, english, cleanName)

test('a name that both readings see is sure', () => {
  const name = agreed(words('SITI AMINAH', 0.9), words('SITI AMINAH', 0.8))
  expect(name?.text).toBe('SITI AMINAH')
  expect(name?.confidence).toBeGreaterThanOrEqual(confirmationThreshold)
})

test('spaces are those of the first reading, which the second one loses', () => {
  const name = agreed(words('YANI HANDAYANI', 0.9), words('YANIHANDAYANI', 0.92))
  expect(name?.text).toBe('YANI HANDAYANI')
  expect(name?.confidence).toBeGreaterThanOrEqual(confirmationThreshold)
})

test('a name that they see differently is the surer one, and unsure', () => {
  const name = agreed(words('SITI AMINAH', 0.9), words('SITI AMIMAH', 0.7))
  expect(name?.text).toBe('SITI AMINAH')
  expect(name?.confidence).toBeLessThan(confirmationThreshold)
})

test.each(['OORI MAULANA', 'GORI MAULANA', 'ORI MAULANA'])(
  'the Q that only the second reading knows stands, and all else agrees: %s',
  (indonesian) => {
    const name = agreed(words(indonesian, 0.93), words('QORI MAULANA', 0.8))
    expect(name?.text).toBe('QORI MAULANA')
    expect(name?.confidence).toBeGreaterThanOrEqual(confirmationThreshold)
  },
)

test('with a Q and another difference the second reading is taken, and unsure', () => {
  const name = agreed(words('OORI MAULAMA', 0.93), words('QORI MAULANA', 0.9))
  expect(name?.text).toBe('QORI MAULANA')
  expect(name?.confidence).toBeLessThan(confirmationThreshold)
})

test('a name that was surely read is read again where a Q may hide in it', () => {
  expect(confidentText(words('SUPRIYONO', 0.95), cleanName)?.text).toBe('SUPRIYONO')
  for (const name of ['OORI', 'GOMARUDIN', 'ZULOARNAIN', 'FAOIH', 'TAUFIO']) {
    expect(confidentText(words(name, 0.95), cleanName)).toBeUndefined()
  }
})
