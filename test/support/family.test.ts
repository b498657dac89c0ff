import { expect, test } from 'vitest'
import { familyForm } from './family.ts'

test('families of all serials have numbers that could be issued, and no two the same one', () => {
  const families = Array.from({ length: 2_502 }, (_, index) => familyForm(index + 1))
  const niks = families.flatMap(({ members }) => members.map(({ nik }) => nik))
  expect(niks.filter((nik) => !/^\d{16}$/.test(nik) || nik.endsWith('0000'))).toEqual([])
  expect(new Set(niks).size).toBe(niks.length)
})
