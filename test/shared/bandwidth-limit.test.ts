import { expect, test } from 'vitest'
import { BandwidthLimit, bytesPerSecondAt } from '../../shared/bandwidth-limit.ts'

const jakarta = 'Asia/Jakarta'
/** A moment by the clock on the wall in Bogor. */
const at = (clock: string) => new Date(`2026-11-22T${clock}:00+07:00`)
const limit: BandwidthLimit = { kilobitsPerSecond: 1_000, from: '08:00', to: '15:00' }

test.each([
  ['07:59', undefined],
  ['08:00', 125_000],
  ['14:59', 125_000],
  ['15:00', undefined],
])('paling banyak 1 Mbps pukul 08.00-15.00: pukul %s', (clock, bytesPerSecond) => {
  expect(bytesPerSecondAt(limit, at(clock), jakarta)).toBe(bytesPerSecond)
})

test('past midnight, and all day', () => {
  const night = { ...limit, from: '22:00', to: '06:00' }
  expect(bytesPerSecondAt(night, at('23:30'), jakarta)).toBe(125_000)
  expect(bytesPerSecondAt(night, at('05:59'), jakarta)).toBe(125_000)
  expect(bytesPerSecondAt(night, at('12:00'), jakarta)).toBeUndefined()
  expect(bytesPerSecondAt({ ...limit, to: '08:00' }, at('03:00'), jakarta)).toBe(125_000)
  expect(bytesPerSecondAt(null, at('12:00'), jakarta)).toBeUndefined()
})

test('by the office its own clock', () => {
  expect(bytesPerSecondAt(limit, at('07:30'), 'Asia/Jayapura')).toBe(125_000)
})

test('hours that are none are not kept', () => {
  expect(BandwidthLimit.safeParse({ ...limit, to: '24:00' }).success).toBe(false)
  expect(BandwidthLimit.safeParse({ ...limit, kilobitsPerSecond: 10 }).success).toBe(false)
})
