import { expect, test } from 'vitest'
import { guessDocument } from '../../../main/documents/guess-document.ts'
import { readReference } from '../../../main/store/reference.ts'
import { type ApplicationKind, ApplicationKindRules } from '../../../shared/application-kind.ts'
import type { DocumentKind } from '../../../shared/form.ts'

const rules = readReference('application-kinds', ApplicationKindRules)

/** What pages added one after the other are taken for. */
function guesses(kind: ApplicationKind, pages: number): DocumentKind[] {
  const rule = rules.find((candidate) => candidate.kind === kind)
  if (!rule) throw new Error(`no rule for ${kind}`)
  const present: DocumentKind[] = []
  for (let page = 0; page < pages; page++) present.push(guessDocument(rule, present))
  return present
}

test('pages are taken for what is still lacking, then for one more KTP', () => {
  expect(guesses('pendaftaran', 4)).toEqual(['kk', 'ktp', 'ktp', 'ktp'])
  expect(guesses('reaktivasi', 4)).toEqual(['kk', 'ktp', 'surat-faskes', 'ktp'])
  expect(guesses('bayi', 4)).toEqual(['kk', 'surat-lahir', 'kartu-jkn', 'lainnya'])
  expect(guesses('penghentian', 2)).toEqual(['kk', 'lainnya'])
})

test('a page put right by the clerk makes room for the next guess', () => {
  const rule = rules[0]
  if (!rule) throw new Error('no rules')
  expect(guessDocument(rule, ['ktp'])).toBe('kk')
  expect(guessDocument(rule, ['kk', 'sktm'])).toBe('ktp')
})
