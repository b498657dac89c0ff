import { expect, test } from 'vitest'
import { validateName } from '../../../shared/validation/validate-name.ts'

const codes = (typed: string) => validateName(typed, 'name').map(({ code }) => code)

test.each([
  'SITI NURHALIZA',
  "MA'RUF AMIN",
  'MA’RUF AMIN',
  'DR. WIRA, S.H.',
  'JOSÉ DA COSTA',
  'NGUYỄN THỊ',
  'ANNE-MARIE Y',
])('%j is a name', (name) => {
  expect(codes(name)).toEqual([])
})

test.each([
  ['S1TI NURHALIZA', ['name-characters']],
  ['SITI (ALM) NUR', ['name-characters']],
  ['SITI\u0000 NUR', ['name-characters']],
  ['SUHARTO', ['name-one-word']],
  [' SUHARTO ', ['name-one-word']],
  [`${'NAMA '.repeat(12)}A`, ['name-long']],
])('%j: %j', (name, expected) => {
  expect(codes(name)).toEqual(expected)
})

test('60 letters are allowed, spaces between words counted once', () => {
  const name = `${'A'.repeat(30)}     ${'B'.repeat(29)}`
  expect(codes(name)).toEqual([])
  expect(codes(`${name}B`)).toEqual(['name-long'])
})

test('names of before the rule stay valid: nothing but a reason is asked for', () => {
  for (const { level, overridable } of validateName('S1TI', 'name')) {
    expect(level === 'information' || overridable).toBe(true)
  }
})
