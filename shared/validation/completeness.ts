import { z } from 'zod'
import type { ApplicationKindRule } from '../application-kind.ts'
import { parseCardDate } from '../calendar.ts'
import { type ApplicationForm, DocumentKind, documentNames } from '../form.ts'
import { blocksSubmission, Finding, findingSentence } from './finding.ts'

/**
 * What an application still needs before it may be submitted (SOLID-12.2: no submission without complete and
 * valid documents). Each item names the place to jump to; the list at the foot of the screen is the only
 * place that says what is missing.
 */
export const MissingItem = z.discriminatedUnion('what', [
  z.object({ what: z.literal('finding'), finding: Finding }),
  z.object({ what: z.literal('pages'), document: DocumentKind, pages: z.int() }),
  z.object({ what: z.literal('letter'), document: DocumentKind }),
  z.object({ what: z.literal('proposed') }),
])
export type MissingItem = z.infer<typeof MissingItem>

/** The documents of the pages that are there, one entry a page. */
export function missingItems(
  form: ApplicationForm,
  pages: readonly DocumentKind[],
  rule: ApplicationKindRule,
  findings: readonly Finding[],
): MissingItem[] {
  const missing: MissingItem[] = []
  for (const { document, minimumPages, letterDetails } of rule.documents) {
    const present = pages.filter((page) => page === document).length
    if (present < minimumPages) missing.push({ what: 'pages', document, pages: minimumPages - present })
    if (letterDetails && !hasLetter(form, document)) missing.push({ what: 'letter', document })
  }
  if (!form.members.some((member) => member.proposed)) missing.push({ what: 'proposed' })
  for (const finding of findings) {
    if (blocksSubmission(finding)) missing.push({ what: 'finding', finding })
  }
  return missing
}

function hasLetter(form: ApplicationForm, document: DocumentKind): boolean {
  const letter = form.letters.find((candidate) => candidate.kind === document)
  return letter !== undefined && letter.number.trim() !== '' && parseCardDate(letter.date) !== undefined
}

/** `kurang SKTM`, `surat faskes: nomor dan tanggal`, ... */
export function missingSentence(missing: MissingItem): string {
  switch (missing.what) {
    case 'pages':
      return missing.pages === 1
        ? `Kurang ${documentNames[missing.document]}`
        : `Kurang ${missing.pages} halaman ${documentNames[missing.document]}`
    case 'letter':
      return `Nomor dan tanggal ${documentNames[missing.document]}`
    case 'proposed':
      return 'Belum ada anggota yang diusulkan'
    case 'finding':
      return findingSentence(missing.finding)
  }
}
