import { expect, test } from 'vitest'
import { seededRandom } from '../../support/seeded-random.ts'
import { daySeconds, playDay, province } from './province.ts'

const offices = province(74)

test('a province has codes of offices, each once, and a kecamatan for every kelurahan', () => {
  const codes = new Set(offices.map(({ code }) => code))
  expect(codes.size).toBe(74)
  for (const { code, kind } of offices) {
    expect(code).toMatch(kind === 'kecamatan' ? /^\d{6}$/ : /^\d{10}$/)
    expect(codes).toContain(code.slice(0, 6))
  }
})

test('a day has the applications, scans and hours of the field, and the same ones for the same seed', () => {
  const day = playDay(offices, undefined, seededRandom(1))
  expect(playDay(offices, undefined, seededRandom(1))).toEqual(day)
  const records = day.flatMap((signing) => signing.records)
  const kelurahan = offices.filter(({ kind }) => kind === 'kelurahan').length
  expect(records.length).toBeGreaterThanOrEqual(3 * kelurahan)
  expect(records.length).toBeLessThanOrEqual(10 * kelurahan)
  for (const scans of records) expect(scans.length).toSatisfy((count: number) => count >= 2 && count <= 4)
  expect(Math.min(...records.flat())).toBeGreaterThanOrEqual(150_000)
  expect(Math.max(...records.flat())).toBeLessThanOrEqual(300_000)
  for (const { at, office, village } of day) {
    expect(at).toBeGreaterThanOrEqual(0)
    expect(at).toBeLessThan(daySeconds)
    expect([village, village.slice(0, 6)]).toContain(office)
  }
})

test('a day of rush has as many as it is told', () => {
  const day = playDay(offices, 50, seededRandom(1))
  const kelurahan = offices.filter(({ kind }) => kind === 'kelurahan').length
  expect(day.flatMap(({ records }) => records)).toHaveLength(50 * kelurahan)
})
