import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import type { DraftState } from '../draft/draft.ts'
import { useDraftState } from '../draft/draft-context.ts'
import styles from './submit-bar.module.css'

/** Says quietly how far reading the pages is; what came of it says the completeness line. */
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

/** A page that was removed meanwhile does not count. */
function countPages({ readings, pages }: DraftState, wanted: PageReadingState['state']): number {
  return readings.filter(({ state, pageId }) => state === wanted && pages.some(({ id }) => id === pageId))
    .length
}
