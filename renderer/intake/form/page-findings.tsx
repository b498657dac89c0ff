import { documentNames } from '../../../shared/form.ts'
import type { PageReading } from '../../../shared/reading.ts'
import { problemText } from '../../api/form-problem.tsx'
import { type FieldFinding, FindingRow } from '../../ui/finding-row.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { Draft, DraftState } from '../draft/draft.ts'
import { useCanType, useDraft, useDraftState } from '../draft/draft-context.ts'
import { fillFromPages } from '../draft/fill-from-pages.ts'
import { sameItems } from '../draft/state-store.ts'
import { removePage } from '../pages/page-edits.ts'
import styles from './form.module.css'

/** Findings about pages: a card that is there twice, a card of a person who is not in this family. */
export function PageFindings() {
  const draft = useDraft()
  const showToast = useToast()
  const canType = useCanType()
  const repeatedPages = useDraftState(findRepeatedPages, sameItems)
  const unmatchedPages = useDraftState((state) => state.unmatchedPages, sameItems)
  if (!canType) return null
  const remove = (pageId: string) => {
    const page = draft.store.get().pages.find(({ id }) => id === pageId)
    if (page)
      removePage(draft, page).catch((error: unknown) =>
        showToast({ text: problemText(error), tone: 'problem' }),
      )
  }
  const findings = [
    ...repeatedPages.map((pageId) => repeatedPageFinding(draft, pageId, () => remove(pageId))),
    ...unmatchedPages.map((pageId) => unmatchedPageFinding(draft, pageId)),
  ]
  return (
    <div className={styles.findings} aria-live="polite">
      {findings.map((finding) => (
        <FindingRow key={finding.code} finding={finding} />
      ))}
    </div>
  )
}

/** The later of two pages that show the same card. */
function findRepeatedPages({ readings, pages }: DraftState): string[] {
  const indexOf = (pageId: string | null) => pages.findIndex(({ id }) => id === pageId)
  return readings.flatMap(({ pageId, sameAs }) =>
    indexOf(sameAs) >= 0 && indexOf(pageId) > indexOf(sameAs) ? [pageId] : [],
  )
}

function repeatedPageFinding(draft: Draft, pageId: string, remove: () => void): FieldFinding {
  return {
    code: `twice-${pageId}`,
    level: 'information',
    text: `${cardName(draft, pageId)} sudah ada pada halaman lain.`,
    answer: { label: 'Hapus halaman ini', run: remove },
  }
}

function unmatchedPageFinding(draft: Draft, pageId: string): FieldFinding {
  return {
    code: `nobody-${pageId}`,
    level: 'warning',
    text: `${cardName(draft, pageId)} bukan dari keluarga ini.`,
    answer: { label: 'Tambahkan', run: () => fillFromPages(draft, pageId) },
  }
}

function cardName(draft: Draft, pageId: string): string {
  const reading = draft.store.get().readings.find((known) => known.pageId === pageId)?.reading
  return reading ? nameOf(reading) : 'Halaman ini'
}

function nameOf(reading: PageReading): string {
  switch (reading.kind) {
    case 'ktp':
      return `${documentNames.ktp} ${reading.fields.name?.value ?? ''}`.trim()
    case 'kk':
      return `${documentNames.kk} ${reading.fields.headName?.value ?? ''}`.trim()
    case 'other':
      return 'Halaman ini'
  }
}
