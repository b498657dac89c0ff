import { describe, expect, test } from 'vitest'
import type { ApplicationForm, DocumentKind } from '../../../shared/form.ts'
import { type MissingItem, missingItems, missingSentence } from '../../../shared/validation/completeness.ts'
import type { Finding } from '../../../shared/validation/finding.ts'
import { validateForm } from '../../../shared/validation/validate-form.ts'
import { familyForm } from '../../support/family.ts'
import { contextOf, ruleOf } from './context.ts'

const form = familyForm(1)
const missing = (
  kind: Parameters<typeof ruleOf>[0],
  pages: DocumentKind[],
  letters: ApplicationForm['letters'] = [],
) => missingItems({ ...form, letters }, pages, ruleOf(kind), validateForm(form, contextOf(kind)))

describe('documents', () => {
  test('each kind of application asks for its own', () => {
    expect(missing('pendaftaran', [])).toEqual([
      { what: 'pages', document: 'kk', pages: 1 },
      { what: 'pages', document: 'ktp', pages: 1 },
    ])
    expect(missing('pendaftaran', ['ktp', 'kk'])).toEqual([])
    expect(missing('penghentian', ['kk'])).toEqual([])
  })

  test('a page too many or of another kind does not stand for one that is missing', () => {
    expect(missing('pendaftaran', ['ktp', 'ktp', 'lainnya', 'sktm'])).toEqual([
      { what: 'pages', document: 'kk', pages: 1 },
    ])
  })

  test('a rule may ask for several pages', () => {
    const rule = ruleOf('pendaftaran')
    const stricter = {
      ...rule,
      documents: rule.documents.map((wanted) => ({
        ...wanted,
        minimumPages: wanted.document === 'ktp' ? 3 : 0,
      })),
    }
    expect(missingItems(form, ['ktp'], stricter, [])).toEqual([{ what: 'pages', document: 'ktp', pages: 2 }])
  })
})

describe('letters', () => {
  const pages: DocumentKind[] = ['kk', 'ktp', 'surat-faskes']
  const letter = (number: string, date: string) => [{ kind: 'surat-faskes' as const, number, date }]

  test('have a number and a date that exists', () => {
    expect(missing('reaktivasi', pages, letter('445/12', '02-03-2026'))).toEqual([])
    for (const letters of [
      [],
      letter(' ', '02-03-2026'),
      letter('445/12', ''),
      letter('445/12', '31-02-2026'),
    ]) {
      expect(missing('reaktivasi', pages, letters)).toEqual([{ what: 'letter', document: 'surat-faskes' }])
    }
  })

  test('of another kind do not count', () => {
    const letters = [{ kind: 'sktm' as const, number: '1', date: '02-03-2026' }]
    expect(missing('reaktivasi', pages, letters)).toEqual([{ what: 'letter', document: 'surat-faskes' }])
  })
})

test('somebody must be proposed', () => {
  const nobody = { ...form, members: form.members.map((member) => ({ ...member, proposed: false })) }
  expect(missingItems(nobody, ['kk', 'ktp'], ruleOf('pendaftaran'), [])).toEqual([{ what: 'proposed' }])
})

describe('findings', () => {
  const finding = (rest: Partial<Finding>): Finding => ({
    code: 'nik-date',
    level: 'error',
    overridable: true,
    memberId: null,
    field: 'nik',
    answer: null,
    ...rest,
  })
  const stops = (rest: Partial<Finding>) =>
    missingItems(form, ['kk', 'ktp'], ruleOf('pendaftaran'), [finding(rest)]).length === 1

  test.each<[Partial<Finding>, boolean]>([
    [{ level: 'error', overridable: false }, true],
    [{ level: 'error', overridable: false, answer: 'Begitu' }, true],
    [{ level: 'error', overridable: true }, true],
    [{ level: 'error', overridable: true, answer: 'Begitu' }, false],
    [{ level: 'warning', overridable: true }, true],
    [{ level: 'warning', overridable: true, answer: 'Begitu' }, false],
    [{ level: 'information', overridable: false }, false],
  ])('%j stops submission: %j', (rest, expected) => {
    expect(stops(rest)).toBe(expected)
  })
})

test.each<[MissingItem, string]>([
  [{ what: 'pages', document: 'sktm', pages: 1 }, 'Kurang SKTM'],
  [{ what: 'pages', document: 'ktp', pages: 2 }, 'Kurang 2 halaman KTP'],
  [{ what: 'letter', document: 'surat-faskes' }, 'Nomor dan tanggal Surat faskes'],
  [{ what: 'proposed' }, 'Belum ada anggota yang diusulkan'],
])('%j is said as %j', (item, sentence) => {
  expect(missingSentence(item)).toBe(sentence)
})
