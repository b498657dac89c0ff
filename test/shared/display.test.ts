import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clockTime,
  count,
  dataSize,
  groupedDigits,
  localDay,
  longDate,
  longMoment,
  maskedNik,
  startOfDay,
} from '../../shared/display.ts'
import { withoutSeparators } from '../../shared/nik.ts'

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const

test('dates and times are written as Indonesians write them', () => {
  expect(longDate('2026-11-01')).toBe('1 November 2026')
  expect(longMoment('2026-11-21T01:14:00Z', 'Asia/Jakarta')).toBe('21 November 2026, 08.14')
  expect(clockTime('2026-11-21T17:05:00Z', 'Asia/Jakarta')).toBe('00.05')
  expect(localDay('2026-11-21T17:05:00Z', 'Asia/Jakarta')).toBe('2026-11-22')
  expect(zones.map((zone) => clockTime('2026-11-21T00:00:00Z', zone))).toEqual(['07.00', '08.00', '09.00'])
})

test('a day begins at midnight of the zone, at or before each of its moments', () => {
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moment, fc.constantFrom(...zones), (date, zone) => {
      const at = date.toISOString()
      const start = startOfDay(at, zone)
      expect([clockTime(start, zone), localDay(start, zone)]).toEqual(['00.00', localDay(at, zone)])
      const elapsed = date.getTime() - Date.parse(start)
      expect(elapsed >= 0 && elapsed < 86_400_000).toBe(true)
    }),
  )
})

test('numbers and sizes have dots and commas', () => {
  expect(count(1_150_721)).toBe('1.150.721')
  expect([0, 1, 850_000, 999_999, 1_000_000, 1_234_567].map(dataSize)).toEqual([
    '0 kB',
    '1 kB',
    '850 kB',
    '1.000 kB',
    '1 MB',
    '1,2 MB',
  ])
})

describe('a number in groups', () => {
  test('is read in fours', () => {
    expect(groupedDigits('3271031002900001')).toBe('3271\u20090310\u20090290\u20090001')
    expect(groupedDigits('32710')).toBe('3271\u20090')
    expect(groupedDigits('')).toBe('')
  })

  test('is the same number', () => {
    const digits = fc.stringMatching(/^\d{0,20}$/)
    fc.assert(
      fc.property(digits, (number) => void expect(withoutSeparators(groupedDigits(number))).toBe(number)),
    )
  })
})

describe('a masked NIK', () => {
  test('shows region and serial', () => {
    expect(withoutSeparators(maskedNik('3271031002900001'))).toBe('327103••••••0001')
  })

  test('never shows the birth date', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]{16}$/), (nik) => {
        expect(withoutSeparators(maskedNik(nik)).slice(6, 12)).toBe('••••••')
      }),
    )
  })

  test('of half a number shows its last two digits only', () => {
    expect(maskedNik('32710310')).toBe('••••••10')
  })
})
