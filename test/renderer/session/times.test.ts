import { expect, test } from 'vitest'
import { daysAgo, timeOrDay } from '../../../renderer/session/times.ts'

const now = new Date('2026-11-21T18:30:00Z')

test('timeOrDay shows a time for today and a date for other days', () => {
  // Half past one at night of the 22nd in Jakarta, still the 21st in UTC.
  expect(timeOrDay('2026-11-21T17:14:00Z', 'Asia/Jakarta', now)).toBe('00.14')
  expect(timeOrDay('2026-11-21T16:14:00Z', 'Asia/Jakarta', now)).toBe('21 November 2026, 23.14')
})

test.each([
  ['2026-11-21T17:00:00Z', 'hari ini'],
  ['2026-11-21T16:59:00Z', 'kemarin'],
  ['2026-11-18T17:00:00Z', '3 hari lalu'],
  ['2026-11-22T17:00:00Z', 'hari ini'],
])('%s was %s, by the days of the office', (moment, words) => {
  expect(daysAgo(moment, 'Asia/Jakarta', now)).toBe(words)
})
