import { useState } from 'react'
import type { Corners } from '../../shared/area.ts'
import { useFocusReturn } from '../lib/focus-restore.ts'
import { ErrorState } from '../ui/view-states.tsx'
import type { Mark } from './annotation-box.tsx'
import { CropEditor } from './crop-editor.tsx'
import { PageFrame } from './page-frame.tsx'
import styles from './page-viewer.module.css'
import { PictureTools } from './picture-tools.tsx'
import { useOriginal } from './use-original.ts'
import type { PageView, ViewedPage } from './use-page-view.ts'

export interface PageViewerProps {
  /** `corners`: where it is cut out of its original, null where that is not kept. */
  page: ViewedPage & { readonly corners: Corners | null }
  view: PageView
  /** What the page is: "KK", "KTP FAJAR DARMAWAN". */
  name: string
  marks?: readonly Mark[]
  /**
   * Turns the stored page, which then comes with another picture; resolves to whether that has worked. Without
   * it turning only turns what is seen, for who may look and not change.
   */
  onTurn?: ((quarterTurns: 1 | 3) => Promise<boolean>) | undefined
  /** Cuts the stored page anew; resolves to whether that has worked. */
  onCrop?: ((corners: Corners) => Promise<boolean>) | undefined
  /** Undefined where there is no page before or after. */
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
}

/** A page and its tools: the page as it is stored, the picture it was cut out of, or the cut itself. */
export function PageViewer(props: PageViewerProps) {
  const { page, view, name, marks, onTurn, onCrop, onPrevious, onNext } = props
  const focusReturn = useFocusReturn()
  const [chosen, setChosen] = useState<{ pageId: string; shows: 'original' | 'cut' }>()
  // Another page is seen as it is stored.
  const shows = chosen?.pageId === page.id ? chosen.shows : 'page'
  const original = useOriginal(page, shows !== 'page')
  const show = (next: 'original' | 'cut') => setChosen({ pageId: page.id, shows: next })
  const showPage = () => setChosen(undefined)

  // Seen at once: turning anew from the original takes a moment.
  const turn = async (quarterTurns: 1 | 3) => {
    view.turnSeen(page, quarterTurns)
    if (onTurn && !(await onTurn(quarterTurns))) view.turnSeen(page, 4 - quarterTurns)
  }
  const beginCut = () => {
    focusReturn.remember()
    show('cut')
  }
  const leaveCut = () => {
    showPage()
    focusReturn.giveBack()
  }

  if (original.hasFailed) {
    return (
      <div className={styles.viewer}>
        <ErrorState
          title="Gambar asli tidak dapat ditampilkan"
          next={{ label: 'Kembali ke hasil', run: showPage, shortcut: 'Alt+L' }}
        >
          Halamannya sendiri tetap tersimpan. Bila terulang, beri tahu admin TI.
        </ErrorState>
      </div>
    )
  }
  if (shows === 'cut' && onCrop && page.corners && original.page) {
    return (
      <div className={styles.viewer}>
        <CropEditor
          original={original.page}
          name={name}
          corners={page.corners}
          onClose={leaveCut}
          onApply={async (corners) => {
            if (!(await onCrop(corners))) return
            view.beginAnew()
            leaveCut()
          }}
        />
      </div>
    )
  }
  const seen = shows === 'original' && original.page ? original.page : page
  return (
    <div className={styles.viewer}>
      {seen.isOriginal && <p className={styles.originalNote}>Gambar asli, sebelum diluruskan dan dipotong</p>}
      <PageFrame
        {...view.frame(seen)}
        name={seen.isOriginal ? `Gambar asli ${name}` : name}
        marks={seen.isOriginal ? [] : (marks ?? [])}
      />
      <PictureTools
        {...view.tools(seen)}
        onTurn={(quarterTurns) => void turn(quarterTurns)}
        original={{
          isShown: shows === 'original',
          isKept: page.corners !== null,
          onSwitch: shows === 'original' ? showPage : () => show('original'),
        }}
        onCrop={onCrop && beginCut}
        onPrevious={onPrevious}
        onNext={onNext}
      />
    </div>
  )
}
