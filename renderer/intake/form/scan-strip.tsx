import { memo } from 'react'
import type { Evidence } from '../../../shared/autofill/evidence.ts'
import { documentNames } from '../../../shared/form.ts'
import { usePicture } from '../../viewer/use-picture.ts'
import { useDraftState } from '../draft/draft-context.ts'
import styles from './scan-strip.module.css'
import { stripView } from './strip-view.ts'

/** CSS px height of the print in the strip of the focused field (design.md, "Intake"). */
export const focusedPrintHeight = 24

type ScanStripProps = { evidence: Evidence; printHeight: number }

/** The snippet of the page that a value was read from, enlarged, with the name of its document. Memoised. */
export const ScanStrip = memo(function ScanStrip({ evidence, printHeight }: ScanStripProps) {
  const page = useDraftState((state) => state.pages.find(({ id }) => id === evidence.pageId))
  if (!page) return null
  return (
    <div className={styles.strip}>
      <FieldSnippet page={page} evidence={evidence} printHeight={printHeight} />
      <span className={styles.document}>{documentNames[evidence.document]}</span>
    </div>
  )
})

type FieldSnippetProps = {
  page: { id: string; scan: string; width: number; height: number }
  evidence: Evidence
  printHeight: number
}

/** The snippet alone. Has its size before the picture is loaded, so nothing shifts. */
export function FieldSnippet({ page, evidence, printHeight }: FieldSnippetProps) {
  const picture = usePicture(page)
  const view = stripView(page, evidence.area, printHeight)
  return (
    <div className={styles.snippet} style={{ width: view.width, aspectRatio: view.ratio }}>
      {picture.url && (
        <img
          className={styles.picture}
          src={picture.url}
          alt=""
          draggable={false}
          style={{
            width: percent(view.picture.width),
            left: percent(view.picture.left),
            top: percent(view.picture.top),
          }}
        />
      )}
    </div>
  )
}

const percent = (share: number): string => `${share * 100}%`
