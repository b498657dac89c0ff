import { expect, test } from 'vitest'
import { findTyped } from '../../../renderer/ui/type-ahead.ts'
import { occupations } from '../../../shared/reference/occupations.ts'

const codeOf = (typed: string, current = '') => findTyped(occupations, typed, current)?.code

test('digits match the code: exactly, or else by prefix', () => {
  expect(codeOf('9')).toBe('9')
  expect(codeOf('09')).toBe('9')
  expect(codeOf('88')).toBe('88')
  expect(codeOf('999')).toBeUndefined()
})

test('letters match the start of the label', () => {
  expect(findTyped(occupations, 'pet', '')?.label).toMatch(/^PET/i)
})

test('letters match the start of a word where no label starts with them', () => {
  expect(findTyped(occupations, 'pekebun', '')?.label).toBe('PETANI/PEKEBUN')
})

test('repeating a letter cycles through the options', () => {
  const first = codeOf('p') ?? ''
  const second = codeOf('pp', first) ?? ''
  expect(second).not.toBe(first)
  expect(findTyped(occupations, 'pp', first)?.label).toMatch(/^P/i)
})

test('no text or no match selects nothing', () => {
  expect(codeOf('')).toBeUndefined()
  expect(codeOf('xyzzy')).toBeUndefined()
})
