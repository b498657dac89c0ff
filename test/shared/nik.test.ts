import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSixteenDigits, nikParts, withoutSeparators } from '../../shared/nik.ts'
import { nikOf } from '../support/family.ts'
import { birth, serial, today } from './arbitraries.ts'

test('a NIK tells district, sex, serial, and the birth date that is known', () => {
  fc.assert(
    fc.property(birth, serial, (born, number) => {
      expect(nikParts(nikOf(born, number), today, born.date)).toEqual({
        district: '327103',
        sex: born.sex,
        birthDate: born.date,
        serial: String(number).padStart(4, '0'),
      })
    }),
  )
})

test('without a known birth date it is the latest day that is not in the future', () => {
  fc.assert(
    fc.property(birth, serial, (born, number) => {
      const { birthDate } = nikParts(nikOf(born, number), today)
      if (birthDate === undefined) throw new Error('no birth date')
      expect(birthDate.slice(2)).toBe(born.date.slice(2))
      expect(birthDate <= today).toBe(true)
      const [year, rest] = [Number(birthDate.slice(0, 4)), birthDate.slice(4)]
      // 29 February is not in every century.
      if (rest !== '-02-29') expect(`${year + 100}${rest}` > today).toBe(true)
    }),
  )
})

test('a NIK is 16 digits however it is written', () => {
  const separator = fc.constantFrom('', ' ', '.', '-', '\u2009', '\u00a0', '\t')
  fc.assert(
    fc.property(
      birth,
      serial,
      fc.array(separator, { minLength: 16, maxLength: 16 }),
      (born, number, separators) => {
        const nik = nikOf(born, number)
        const typed = [...nik].map((digit, index) => digit + separators[index]).join('')
        expect(withoutSeparators(typed)).toBe(nik)
        expect(isSixteenDigits(withoutSeparators(typed))).toBe(true)
      },
    ),
  )
})

describe('what is no NIK', () => {
  test.each(['327103170381004', '32710317038100444', '32710317O3810044', '٣٢٧١٠٣١٧٠٣٨١٠٠٤٤', ''])(
    '%j',
    (typed) => {
      expect(isSixteenDigits(typed)).toBe(false)
    },
  )

  test.each([
    ['31 February', '3271033102810001'],
    ['day 00', '3271030001810001'],
    ['day 40', '3271034001810001'],
    ['day 72', '3271037201810001'],
    ['month 13', '3271030113810001'],
    ['29 February of no leap year', '3271032902810001'],
  ])('has a birth date: %s', (_, nik) => {
    expect(nikParts(nik, today).birthDate).toBeUndefined()
  })
})

test('a woman born on the 1st and the 31st has 41 and 71', () => {
  expect(nikParts('3271034101810001', today)).toMatchObject({ sex: 'female', birthDate: '1981-01-01' })
  expect(nikParts('3271037101810001', today)).toMatchObject({ sex: 'female', birthDate: '1981-01-31' })
})

test('who was born a hundred years ago is not taken for a newborn once the date is known', () => {
  expect(nikParts('3271030101250001', today).birthDate).toBe('2025-01-01')
  expect(nikParts('3271030101250001', today, '1925-01-01').birthDate).toBe('1925-01-01')
  expect(nikParts('3271030101250001', today, '1971-05-05').birthDate).toBe('2025-01-01')
})
