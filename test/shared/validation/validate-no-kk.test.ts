import { expect, test } from 'vitest'
import { validateNoKk } from '../../../shared/validation/validate-no-kk.ts'
import { contextOf } from './context.ts'

const found = (typed: string) =>
  validateNoKk(typed, contextOf()).map(({ code, level, overridable }) => `${code} ${level} ${overridable}`)

test.each([
  ['3271031002150001', []],
  ['3271 0310 0215 0001', []],
  ['', ['required error false']],
  ['  ', ['required error false']],
  ['327103100215001', ['no-kk-digits error false']],
  ['3271O31002150001', ['no-kk-digits error false']],
  ['3271031002150000', ['no-kk-serial error false']],
  ['3271033102150001', ['no-kk-date warning true']],
  // A woman's NIK typed into the field: the recording date has no +40.
  ['3271034211840005', ['no-kk-date warning true']],
  ['3271991002150001', ['no-kk-district-unknown warning true']],
])('%j', (typed, expected) => {
  expect(found(typed)).toEqual(expected)
})
