import { expect, test } from 'vitest'
import { readSearchText } from '../../../main/applications/search-text.ts'

test.each([
  ['siti nur', { words: ['siti', 'nur'] }],
  ["  Ma'ruf  ", { words: ['Ma', 'ruf'] }],
  ['"siti" AND (nur*', { words: ['siti', 'AND', 'nur'] }],
  ['', { words: [] }],
  [' . - ', { words: [] }],
])('%j is a name', (typed, { words }) => {
  expect(readSearchText(typed)).toEqual({
    words,
    digits: undefined,
    numberStart: undefined,
    numberEnd: undefined,
  })
})

test.each([
  ['3271 0310 0290', '327103100290'],
  ['3271.0310.0290-0001', '3271031002900001'],
  ['32\u200971', '3271'],
])('%j is the beginning of a NIK or No. KK', (typed, digits) => {
  expect(readSearchText(typed)).toMatchObject({ words: [], digits })
})

test.each([
  ['12', '00012'],
  ['00012', '00012'],
  ['26-12', '26-00012'],
  ['a01-26-00012', 'A01-26-00012'],
  ['3271031006-A01-26-00012', '3271031006-A01-26-00012'],
  ['123456', undefined],
  ['3271031006-A01-26-', undefined],
])('%j ends a registration number as %j', (typed, numberEnd) => {
  expect(readSearchText(typed).numberEnd).toBe(numberEnd)
})
