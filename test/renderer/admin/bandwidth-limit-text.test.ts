import { expect, test } from 'vitest'
import {
  bandwidthLimitSentence,
  formatMegabits,
  parseMegabits,
  parseTimeOfDay,
} from '../../../renderer/admin/bandwidth-limit-text.ts'

test.each([
  ['1', 1_000],
  ['0,5', 500],
  [' 0.064 ', 64],
  ['0,01', undefined],
  ['1001', undefined],
  ['satu', undefined],
  ['', undefined],
])('"%s" Mbps is %s kbps', (text, kilobits) => expect(parseMegabits(text)).toBe(kilobits))

test.each([
  ['8.00', '08:00'],
  ['15:30', '15:30'],
  ['24.00', undefined],
  ['8', undefined],
])('"%s" is the time %s', (text, time) => expect(parseTimeOfDay(text)).toBe(time))

test('formatted values parse to the same value', () => {
  for (const kilobits of [64, 500, 1_000, 12_345]) {
    expect(parseMegabits(formatMegabits(kilobits))).toBe(kilobits)
  }
})

test('bandwidthLimitSentence says limit and hours', () => {
  const limit = { kilobitsPerSecond: 1_000, from: '08:00', to: '15:00' }
  expect(bandwidthLimitSentence(limit)).toContain('paling banyak 1 Mbps pukul 08.00-15.00')
  expect(bandwidthLimitSentence({ ...limit, to: '08:00' })).toContain('sepanjang hari')
  expect(bandwidthLimitSentence(null)).toContain('kapan saja')
})
