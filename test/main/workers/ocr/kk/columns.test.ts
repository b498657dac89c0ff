import { expect, test } from 'vitest'
import { columnsByTitles, mergeColumns, standardColumns } from '../../../../../main/workers/ocr/kk/columns.ts'

test('columns are known by their titles, misread ones too, in whatever order', () => {
  const titles = [['No'], ['NlK'], ['Nama Lengkan'], ['Tanggal', 'Lahir'], ['Tempat', 'Lahir'], ['Agarna']]
  expect(columnsByTitles(titles)).toEqual([null, 'nik', 'name', 'birthDate', 'birthPlace', 'religion'])
})

test('parents are known below the title that they share, or each by its own', () => {
  const shared = [
    ['Nama Orang Tua', 'Ayah'],
    ['Nama Orang Tua', 'Ibu'],
  ]
  expect(columnsByTitles(shared)).toEqual(['fatherName', 'motherName'])
  expect(columnsByTitles([['Nama Ibu'], ['Nama Ayah']])).toEqual(['motherName', 'fatherName'])
})

test('a title that is like none, or was not read, tells nothing', () => {
  expect(columnsByTitles([['Keterangan'], []])).toEqual([null, null])
})

test('the second table of an older KK has no day of marriage', () => {
  expect(standardColumns('belonging', 9)[2]).toBe('marriageDate')
  expect(standardColumns('belonging', 8)).toEqual([
    null,
    'maritalStatus',
    'relationship',
    'citizenship',
    'passportNumber',
    'kitapNumber',
    'fatherName',
    'motherName',
  ])
})

test('a title that was not read leaves a column what it usually is, where its values prove that', () => {
  const usual = standardColumns('belonging', 9)
  const byTitles = [null, null, 'marriageDate', null, 'citizenship', null, null, 'motherName', null] as const
  expect(mergeColumns(byTitles, usual, ['maritalStatus', 'relationship', 'citizenship'])).toEqual([
    null,
    'maritalStatus',
    'marriageDate',
    'relationship',
    'citizenship',
    null,
    null,
    // Parents have changed their places: their names prove nothing.
    'motherName',
    null,
  ])
  // Another column's title says that it is there.
  expect(mergeColumns(['sex', null], [null, 'sex'], ['sex'])).toEqual(['sex', null])
})
