import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateNik } from '../../../shared/validation/validate-nik.ts'
import { memberOf, nikOf } from '../../support/family.ts'
import { birth, serial } from '../arbitraries.ts'
import { contextOf } from './context.ts'

const born = { date: '1981-03-17', sex: 'male' } as const

/** The codes found for a NIK typed beside the sex and birth date of a man born on 17 March 1981. */
const codesFor = (nik: string, sex = '1', birthDate: string | undefined = born.date) =>
  validateNik(memberOf(born, 1, { nik, sex }), birthDate, contextOf()).map(({ code }) => code)

test('a NIK that agrees with its owner says nothing', () => {
  fc.assert(
    fc.property(birth, serial, (owner, number) => {
      expect(validateNik(memberOf(owner, number), owner.date, contextOf())).toEqual([])
    }),
  )
})

describe('structure is an error', () => {
  test.each(['327103170381004', '32710317038100441', '32710317O3810044', 'sama dengan KTP'])('%j', (nik) => {
    const found = validateNik(memberOf(born, 1, { nik }), born.date, contextOf())
    expect(found).toEqual([{ code: 'nik-digits', level: 'error', overridable: false, field: 'nik' }])
  })

  test('a serial of 0000 never is, and no reason answers it', () => {
    const [found] = validateNik(memberOf(born, 1, { nik: '3271031703810000' }), born.date, contextOf())
    expect(found).toEqual({ code: 'nik-serial', level: 'error', overridable: false, field: 'nik' })
  })

  test('an impossible date is an error that a reason may answer: corrections do not change an issued NIK', () => {
    for (const date of ['310281', '000181', '720181', '011381']) {
      const [found] = validateNik(memberOf(born, 1, { nik: `327103${date}0001` }), born.date, contextOf())
      expect(found).toEqual({ code: 'nik-date', level: 'error', overridable: true, field: 'nik' })
    }
  })
})

describe('disagreement is a warning', () => {
  test('with the sex', () => {
    expect(codesFor(nikOf(born, 1), '2')).toEqual(['nik-sex-differs'])
    expect(codesFor(nikOf({ ...born, sex: 'female' }, 1), '1')).toEqual(['nik-sex-differs'])
  })

  test('with the birth date', () => {
    expect(codesFor(nikOf(born, 1), '1', '1981-03-18')).toEqual(['nik-birth-date-differs'])
    expect(codesFor(nikOf(born, 1), '1', '1881-03-17')).toEqual(['nik-birth-date-differs'])
  })

  test('with today’s list of kecamatan: a NIK keeps the code of its first registration', () => {
    expect(codesFor('3271991703810001')).toEqual(['nik-district-unknown'])
  })

  test('is not said about what is not typed yet', () => {
    expect(codesFor(nikOf({ ...born, sex: 'female' }, 1), '')).toEqual([])
    const found = validateNik(memberOf(born, 1, { nik: nikOf(born, 1) }), undefined, contextOf())
    expect(found).toEqual([])
  })
})

test('another century than the NIK would say alone is no disagreement', () => {
  expect(codesFor('3271030101250001', '1', '1925-01-01')).toEqual([])
  expect(codesFor('3271030101250001', '1', '2025-01-01')).toEqual([])
})

test('spaces and dots between the digits do not matter', () => {
  expect(codesFor('3271 0317.0381-0004')).toEqual([])
})
