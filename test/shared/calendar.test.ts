import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageInYears, cardDate, isoDate, parseCardDate } from '../../shared/calendar.ts'

const day = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('every day is read back as it is printed', () => {
  fc.assert(fc.property(day, (iso) => void expect(parseCardDate(cardDate(iso))).toBe(iso)))
})

test('a date exists where the calendar has it, and nowhere else', () => {
  const number = fc.integer({ min: -2, max: 40 })
  fc.assert(
    fc.property(fc.integer({ min: 1800, max: 2999 }), number, number, (year, month, date) => {
      const moment = new Date(Date.UTC(year, month - 1, date))
      const exists = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date
      expect(isoDate(year, month, date)).toBe(exists ? moment.toISOString().slice(0, 10) : undefined)
    }),
  )
})

test.each([
  ['14-01-1971', '1971-01-14'],
  ['14/1/1971', '1971-01-14'],
  ['14.01.1971', '1971-01-14'],
  ['14 01 1971', '1971-01-14'],
  [' 14011971 ', '1971-01-14'],
  ['29-02-2000', '2000-02-29'],
])('%j is a date', (typed, iso) => {
  expect(parseCardDate(typed)).toBe(iso)
})

test.each([
  '31-02-1981',
  '29-02-1900',
  '00-01-1990',
  '01-13-1990',
  '1971-01-14',
  '14-01-71',
  '14-01-0071',
  '',
  'x',
])('%j is none', (typed) => {
  expect(parseCardDate(typed)).toBeUndefined()
})

describe('age', () => {
  test.each([
    ['2008-11-21', '2026-11-20', 17],
    ['2008-11-21', '2026-11-21', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2026-11-21', '2026-11-21', 0],
  ])('born %s, on %s: %i', (birth, on, years) => {
    expect(ageInYears(birth, on)).toBe(years)
  })

  test('grows by one at every birthday', () => {
    fc.assert(
      fc.property(day, fc.nat({ max: 110 }), (birth, years) => {
        const birthday = `${String(Number(birth.slice(0, 4)) + years).padStart(4, '0')}${birth.slice(4)}`
        expect(ageInYears(birth, birthday)).toBe(years)
      }),
    )
  })
})
