import { documentNames } from '../../../shared/form.ts'
import type { PageReading } from '../../../shared/reading.ts'
import { problemText } from '../../api/form-problem.tsx'
import { type FieldFinding, FindingLine } from '../../ui/finding-line.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { Draft, WorkState } from '../draft/draft.ts'
import { useCanType, useWork, useWorkState } from '../draft/draft-context.ts'
import { fillFromPages } from '../draft/fill-from-pages.ts'
import { sameItems } from '../draft/store.ts'
import { removePage } from '../pages/page-edits.ts'
import styles from './form.module.css'

/** What the pages themselves ask: a card that is there twice, a card of somebody who is not in this family. */
export function PageNotes() {
  const work = useWork()
  const tell = useToast()
  const canType = useCanType()
  const twice = useWorkState(pagesTwice, sameItems)
  const ofNobody = useWorkState((state) => state.ofNobody, sameItems)
  if (!canType) return null
  const remove = (pageId: string) => {
    const page = work.store.get().pages.find(({ id }) => id === pageId)
    if (page)
      removePage(work, page).catch((error: unknown) => tell({ text: problemText(error), tone: 'problem' }))
  }
  const notes = [
    ...twice.map((pageId) => noteOnTwice(work, pageId, () => remove(pageId))),
    ...ofNobody.map((pageId) => noteOnNobody(work, pageId)),
  ]
  return (
    <div className={styles.findings} aria-live="polite">
      {notes.map((note) => (
        <FindingLine key={note.code} finding={note} />
      ))}
    </div>
  )
}

/** The later of two pages that show the same card. */
function pagesTwice({ readings, pages }: WorkState): string[] {
  const placeOf = (pageId: string | null) => pages.findIndex(({ id }) => id === pageId)
  return readings.flatMap(({ pageId, sameAs }) =>
    placeOf(sameAs) >= 0 && placeOf(pageId) > placeOf(sameAs) ? [pageId] : [],
  )
}

function noteOnTwice(work: Draft, pageId: string, remove: () => void): FieldFinding {
  return {
    code: `twice-${pageId}`,
    level: 'information',
    text: `${cardName(work, pageId)} sudah ada pada halaman lain.`,
    answer: { label: 'Hapus halaman ini', run: remove },
  }
}

function noteOnNobody(work: Draft, pageId: string): FieldFinding {
  return {
    code: `nobody-${pageId}`,
    level: 'warning',
    text: `${cardName(work, pageId)} bukan dari keluarga ini.`,
    answer: { label: 'Tambahkan', run: () => fillFromPages(work, pageId) },
  }
}

function cardName(work: Draft, pageId: string): string {
  const reading = work.store.get().readings.find((known) => known.pageId === pageId)?.reading
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
