import { describe, expect, test } from 'vitest'
import { codeIn, codeTable, findLabel } from '../../../shared/reference/code-table.ts'
import { occupations, suggestsWageEarner } from '../../../shared/reference/occupations.ts'
import * as population from '../../../shared/reference/population.ts'

test('a table is read from the lines in which lists are published', () => {
  const table = codeTable(`
    1 LAKI-LAKI
    2 PEREMPUAN`)
  expect(table).toEqual([
    { code: '1', label: 'LAKI-LAKI' },
    { code: '2', label: 'PEREMPUAN' },
  ])
  expect(findLabel(table, '2')).toBe('PEREMPUAN')
  expect(findLabel(table, '02')).toBeUndefined()
  expect(['1', '', '3', ' 1'].map((code) => codeIn(table).safeParse(code).success)).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(() => codeTable('1 SATU\nDUA')).toThrow('not a code line')
})

describe.each([
  ['occupations', occupations, 89],
  ['sexes', population.sexes, 2],
  ['religions', population.religions, 7],
  ['blood types', population.bloodTypes, 13],
  ['marital statuses', population.maritalStatuses, 6],
  ['relationships', population.relationships, 11],
  ['educations', population.educations, 10],
  ['citizenships', population.citizenships, 3],
] as const)('%s', (_, table, length) => {
  test('count up from 1 without a gap, each label once', () => {
    expect(table.map(({ code }) => code)).toEqual(Array.from({ length }, (_, index) => String(index + 1)))
    expect(new Set(table.map(({ label }) => label))).toHaveLength(length)
  })
})

test('civil servants, forces, state companies and officials are taken for wage earners', () => {
  const codes = occupations.map(({ code }) => code).filter(suggestsWageEarner)
  const upTo = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => String(from + index))
  expect(codes).toEqual([...upTo(5, 7), ...upTo(16, 18), ...upTo(48, 63)])
})
