import { memo } from 'react'
import type { Evidence } from '../../../shared/autofill/evidence.ts'
import { documentNames } from '../../../shared/form.ts'
import { usePicture } from '../../viewer/use-picture.ts'
import { useDraftState } from '../draft/draft-context.ts'
import styles from './scan-strip.module.css'
import { stripView } from './strip-view.ts'

/** CSS px of a digit in the strip of the focused field (design.md, "Intake"). */
export const focusedPrintHeight = 24

type ScanStripProps = { evidence: Evidence; printHeight: number }

/** The piece of the page that a value was read from, enlarged, and of which document it is. A key leaves it as it is. */
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

/** The piece alone. Keeps its place and size while the picture is still on its way. */
export function FieldSnippet({ page, evidence, printHeight }: FieldSnippetProps) {
  const picture = usePicture(page)
  const view = stripView(page, evidence.area, printHeight)
  return (
    <div className={styles.piece} style={{ width: view.width, aspectRatio: view.ratio }}>
      {picture.address && (
        <img
          className={styles.picture}
          src={picture.address}
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
