import type { ApplicationKindRule } from '../../shared/application-kind.ts'
import type { DocumentKind } from '../../shared/form.ts'

/**
 * What a new page probably is: the first document that the kind of application still lacks, in the order of
 * its rule (KK before KTP, as a family's papers are handed over). Once nothing is lacking it is one more KTP,
 * because a family has several, where the rule asks for KTP at all.
 */
export function guessDocument(rule: ApplicationKindRule, present: readonly DocumentKind[]): DocumentKind {
  const lacking = rule.documents.find(
    ({ document, minimumPages }) => present.filter((page) => page === document).length < minimumPages,
  )
  if (lacking) return lacking.document
  return rule.documents.some(({ document }) => document === 'ktp') ? 'ktp' : 'lainnya'
}
