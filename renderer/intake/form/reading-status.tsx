import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import type { DraftState } from '../draft/draft.ts'
import { useDraftState } from '../draft/draft-context.ts'
import styles from './submit-bar.module.css'

/** OCR progress of the pages. */
export function ReadingStatus() {
  const waiting = useDraftState((state) => countPages(state, 'waiting'))
  const failed = useDraftState((state) => countPages(state, 'failed'))
  return (
    <span className={styles.quiet} role="status">
      {waiting > 0 && `Membaca ${waiting} halaman…`}
      {waiting === 0 && failed > 0 && `${failed} halaman tidak terbaca`}
    </span>
  )
}

/** Removed pages do not count. */
function countPages({ readings, pages }: DraftState, wanted: PageReadingState['state']): number {
  return readings.filter(({ state, pageId }) => state === wanted && pages.some(({ id }) => id === pageId))
    .length
}
