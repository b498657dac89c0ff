import { useState } from 'react'
import type { Corners } from '../../shared/area.ts'
import { useFocusRestore } from '../lib/focus-restore.ts'
import { ErrorState } from '../ui/view-states.tsx'
import type { Annotation } from './annotation-box.tsx'
import { CropEditor } from './crop-editor.tsx'
import { PageFrame } from './page-frame.tsx'
import styles from './page-viewer.module.css'
import { PictureTools } from './picture-tools.tsx'
import { useOriginal } from './use-original.ts'
import type { PageView, ViewedPage } from './use-page-view.ts'

export interface PageViewerProps {
  /** `corners`: its crop in the original, null where the original is not kept. */
  page: ViewedPage & { readonly corners: Corners | null }
  view: PageView
  /** What the page is: "KK", "KTP FAJAR DARMAWAN". */
  name: string
  annotations?: readonly Annotation[]
  /**
   * Rotates the stored page, which then has another picture; resolves to whether that succeeded. Without it
   * only the view is rotated, for people who may not edit.
   */
  onTurn?: ((quarterTurns: 1 | 3) => Promise<boolean>) | undefined
  /** Crops the stored page; resolves to whether that succeeded. */
  onCrop?: ((corners: Corners) => Promise<boolean>) | undefined
  /** Undefined where there is no page before or after. */
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
}

/** A page and its tools: shows the stored page, its original picture, or the crop editor. */
export function PageViewer(props: PageViewerProps) {
  const { page, view, name, annotations, onTurn, onCrop, onPrevious, onNext } = props
  const focusRestore = useFocusRestore()
  const [chosen, setChosen] = useState<{ pageId: string; shows: 'original' | 'cut' }>()
  // A newly selected page shows as stored.
  const shows = chosen?.pageId === page.id ? chosen.shows : 'page'
  const original = useOriginal(page, shows !== 'page')
  const show = (next: 'original' | 'cut') => setChosen({ pageId: page.id, shows: next })
  const showPage = () => setChosen(undefined)

  // Optimistic: rotating the stored page takes a moment.
  const turn = async (quarterTurns: 1 | 3) => {
    view.rotateView(page, quarterTurns)
    if (onTurn && !(await onTurn(quarterTurns))) view.rotateView(page, 4 - quarterTurns)
  }
  const openCrop = () => {
    focusRestore.save()
    show('cut')
  }
  const closeCrop = () => {
    showPage()
    focusRestore.restore()
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
          onClose={closeCrop}
          onApply={async (corners) => {
            if (!(await onCrop(corners))) return
            view.resetView()
            closeCrop()
          }}
        />
      </div>
    )
  }
  const shownPage = shows === 'original' && original.page ? original.page : page
  return (
    <div className={styles.viewer}>
      {shownPage.isOriginal && (
        <p className={styles.originalNote}>Gambar asli, sebelum diluruskan dan dipotong</p>
      )}
      <PageFrame
        {...view.frame(shownPage)}
        name={shownPage.isOriginal ? `Gambar asli ${name}` : name}
        annotations={shownPage.isOriginal ? [] : (annotations ?? [])}
      />
      <PictureTools
        {...view.tools(shownPage)}
        onTurn={(quarterTurns) => void turn(quarterTurns)}
        original={{
          isShown: shows === 'original',
          isKept: page.corners !== null,
          onSwitch: shows === 'original' ? showPage : () => show('original'),
        }}
        onCrop={onCrop && openCrop}
        onPrevious={onPrevious}
        onNext={onNext}
      />
    </div>
  )
}
