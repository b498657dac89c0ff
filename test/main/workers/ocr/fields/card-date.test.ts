import { expect, test } from 'vitest'
import { digitsToDate, findCardDate } from '../../../../../main/workers/ocr/fields/card-date.ts'

test.each([
  ['14-01-1971', '14-01-1971', 0],
  ['14 - 01 - 1971', '14-01-1971', 0],
  ['14011971', '14-01-1971', 0],
  ['I4-O1-1971', '14-01-1971', 2],
  ['BOGOR 14-01-1971', '14-01-1971', 3],
])('%s is read as %s', (text, date, changed) => {
  const found = findCardDate(text)
  expect(found?.date).toBe(date)
  expect(found?.replaced).toBeGreaterThanOrEqual(Math.min(changed, 2))
})

test.each(['31-02-1971', '00-00-0000', '14-01-71', 'SEUMUR HIDUP', ''])('%s is no day', (text) => {
  expect(findCardDate(text)).toBeUndefined()
})

test('digits are a date only where there is such a day', () => {
  expect(digitsToDate('29-02-2024')).toBe('29-02-2024')
  expect(digitsToDate('29022024')).toBe('29-02-2024')
  expect(digitsToDate('29-02-2023')).toBeUndefined()
})
