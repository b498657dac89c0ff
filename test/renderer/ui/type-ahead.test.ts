import { expect, test } from 'vitest'
import { findTyped } from '../../../renderer/ui/type-ahead.ts'
import { occupations } from '../../../shared/reference/occupations.ts'

const codeOf = (typed: string, current = '') => findTyped(occupations, typed, current)?.code

test('digits mean the code: the exact one, else the first that begins so', () => {
  expect(codeOf('9')).toBe('9')
  expect(codeOf('09')).toBe('9')
  expect(codeOf('88')).toBe('88')
  expect(codeOf('999')).toBeUndefined()
})

test('letters mean the beginning of the label', () => {
  expect(findTyped(occupations, 'pet', '')?.label).toMatch(/^PET/i)
})

test('failing that, the beginning of a word in it', () => {
  expect(findTyped(occupations, 'pekebun', '')?.label).toBe('PETANI/PEKEBUN')
})

test('the same letter again goes on to the next', () => {
  const first = codeOf('p') ?? ''
  const second = codeOf('pp', first) ?? ''
  expect(second).not.toBe(first)
  expect(findTyped(occupations, 'pp', first)?.label).toMatch(/^P/i)
})

test('nothing typed and nothing fitting choose nothing', () => {
  expect(codeOf('')).toBeUndefined()
  expect(codeOf('xyzzy')).toBeUndefined()
})
