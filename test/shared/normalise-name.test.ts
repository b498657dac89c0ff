import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseName } from '../../shared/normalise-name.ts'

test('is upper case with single spaces', () => {
  expect(normaliseName('  siti   nur\thaliza ')).toBe('SITI NUR HALIZA')
})

test('once printed it stays as it is', () => {
  fc.assert(
    fc.property(
      fc.string(),
      (typed) => void expect(normaliseName(normaliseName(typed))).toBe(normaliseName(typed)),
    ),
  )
})
