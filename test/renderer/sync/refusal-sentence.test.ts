import { expect, test } from 'vitest'
import { refusalSentence } from '../../../renderer/sync/refusal-sentence.ts'

/**
 * Every code that the centre's procedures can answer with: SQLSTATE 45000 is a refusal, others are tried
 * again.
 */
const procedures = import.meta.glob<string>('../../../resources/sql/central/procedures/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})
/**
 * Signals that no record is refused by: an operation that came too early, a batch that is taken one by one,
 * an agency.
 */
const elsewhere = new Set(['later', 'unusual', 'purpose-missing'])
const codes = new Set(
  Object.values(procedures).flatMap((sql) =>
    [...sql.matchAll(/(?:'45000' SET MESSAGE_TEXT = |loket_refuse\(\w+, )'([a-z-]+)'/g)].map(
      ([, code]) => code ?? '',
    ),
  ),
)
for (const code of elsewhere) codes.delete(code)

test('every refusal code of the centre has a sentence', () => {
  expect(codes).toContain('area-foreign')
  expect(codes).toContain('record-malformed')
})

test.each([...codes])('the refusal %s has a sentence of its own, with what to do', (code) => {
  expect(refusalSentence(code)).not.toContain('tanpa alasan yang dikenal')
  expect(refusalSentence(code).split('. ').length).toBeGreaterThan(1)
})

test('an unknown code is quoted', () => {
  expect(refusalSentence('moon-phase')).toContain('(moon-phase)')
  expect(refusalSentence(null)).toContain('(tanpa kode)')
})
