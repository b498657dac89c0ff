import { expect, test } from 'vitest'
import type { Corners } from '../../shared/area.ts'
import type { PageReading } from '../../shared/reading.ts'
import type { TruePage } from '../tools/captures/captures.ts'
import { evaluatePages, type PageWithReading } from './evaluate-pages.ts'

const square = (left: number, top: number, size: number): Corners => [
  { x: left, y: top },
  { x: left + size, y: top },
  { x: left + size, y: top + size },
  { x: left, y: top + size },
]
const area = { left: 0, top: 0, width: 1, height: 1 }
const value = (text: string, confidence = 0.99) => ({ value: text, confidence, area })

const first = '3271014107809001'
const second = '3271014107809002'
const card = (nik: string, corners: Corners): TruePage => ({
  document: 'ktp',
  fields: { nik, name: 'SITI RAHAYU', birthDate: '01-07-1980' },
  corners,
})
const read = (reading: PageReading, corners: Corners): PageWithReading => ({ page: { corners }, reading })
const ktp = (nik: string, confidence?: number): PageReading => ({
  kind: 'ktp',
  fields: { nik: value(nik, confidence) },
})

test('classifies values as exact, doubtful, wrong or confident by the confirmation threshold', () => {
  const corners = square(0.1, 0.1, 0.5)
  const verdict = (made: readonly PageWithReading[]) => evaluatePages([card(first, corners)], made)[0]?.nik
  expect(verdict([read(ktp(first), corners)])).toBe('exact')
  expect(verdict([read(ktp(first, 0.5), corners)])).toBe('doubtful')
  expect(verdict([read(ktp(second), corners)])).toBe('confident')
  expect(verdict([read(ktp(second, 0.5), corners)])).toBe('wrong')
  expect(verdict([read({ kind: 'ktp', fields: {} }, corners)])).toBe('open')
  expect(verdict([read({ kind: 'other' }, corners)])).toBe('open')
  expect(verdict([])).toBe('open')
})

test('matches cards of one scan by position, not by order', () => {
  const [upper, lower] = [square(0.2, 0.1, 0.3), square(0.3, 0.6, 0.3)]
  const outcomes = evaluatePages(
    [card(first, upper), card(second, lower)],
    [read(ktp(second), square(0.31, 0.61, 0.29)), read(ktp(first), square(0.19, 0.09, 0.31))],
  )
  expect(outcomes.map(({ nik }) => nik)).toEqual(['exact', 'exact'])
  const [, missed] = evaluatePages([card(first, upper), card(second, lower)], [read(ktp(first), upper)])
  expect(missed).toMatchObject({ found: false, recognised: false, nik: 'open' })
  const [onSheet] = evaluatePages([card(first, upper)], [read(ktp(first), square(0, 0, 1))])
  expect(onSheet?.nik).toBe('exact')
})

test('matches members of a KK by NIK, in whichever row they were read', () => {
  const corners = square(0, 0, 1)
  const truth: TruePage = {
    document: 'kk',
    fields: { noKk: '3271010101209001' },
    members: [
      { nik: first, name: 'SITI RAHAYU' },
      { nik: second, name: 'EKO SAPUTRA' },
    ],
    corners,
  }
  const reading: PageReading = {
    kind: 'kk',
    fields: { noKk: value('3271010101209001') },
    members: [{ fields: { nik: value(second), name: value('EKO SAPUTRA') } }],
  }
  const [outcome] = evaluatePages([truth], [read(reading, corners)])
  expect(outcome?.nik).toBe('exact')
  expect(outcome?.members[1]).toEqual({ nik: 'exact', name: 'exact' })
  expect(outcome?.members[0]?.nik).toBe('confident')
})
