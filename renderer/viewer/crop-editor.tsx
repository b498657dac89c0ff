import { type FocusEvent, useState } from 'react'
import type { Corners } from '../../shared/area.ts'
import { Button } from '../ui/button.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import { type CornerIndex, cornerNames, cornerText, moveCorner, wholePicture } from './corners.ts'
import styles from './crop-editor.module.css'
import { CropOverlay } from './crop-overlay.tsx'
import { PageFrame } from './page-frame.tsx'
import { usePageView, type ViewedPage } from './use-page-view.ts'
import { ZoomTools } from './zoom-tools.tsx'

export interface CropEditorProps {
  original: ViewedPage
  name: string
  corners: Corners
  /** Resolves once the page was cropped, or a toast has said why not. */
  onApply: (corners: Corners) => Promise<void>
  onClose: () => void
}

/**
 * Edits the crop of a page in its original: Tab selects a corner, arrows and mouse move it, Enter crops, Esc
 * cancels.
 */
export function CropEditor({ original, name, corners: given, onApply, onClose }: CropEditorProps) {
  const view = usePageView()
  const [corners, setCorners] = useState(given)
  const [corner, setCorner] = useState<CornerIndex>(0)
  const [hasFocus, setFocus] = useState(true)
  const [isPending, setPending] = useState(false)

  const apply = async () => {
    setPending(true)
    await onApply(corners)
    setPending(false)
  }
  const leave = (event: FocusEvent) => setFocus(event.currentTarget.contains(event.relatedTarget))
  return (
    <section
      className={styles.editor}
      aria-label={`Potongan ${name}`}
      onFocus={() => setFocus(true)}
      onBlur={leave}
    >
      <div className={styles.background}>
        <PageFrame
          {...view.frame(original)}
          name={`Gambar asli ${name}`}
          overlay={
            <CropOverlay
              corners={corners}
              onCorner={setCorner}
              onMove={(index, right, down) => {
                setCorner(index)
                setCorners((current) => moveCorner(current, index, right, down))
              }}
            />
          }
        />
      </div>
      <div className={styles.bar}>
        <p className={styles.position} role="status">
          Sudut {cornerNames[corner]}: {cornerText(corners[corner])}
        </p>
        <p className={styles.hint}>Tab memilih sudut · panah 1 % · Shift+panah 0,1 %</p>
        <div className={styles.actions}>
          <Toolbar label="Alat gambar">
            <ZoomTools {...view.tools(original)} />
          </Toolbar>
          <Button size="small" variant="quiet" onPress={() => setCorners(wholePicture)}>
            Seluruh gambar
          </Button>
          <Button size="small" shortcut="Esc" shortcutActive={hasFocus} onPress={onClose}>
            Batal
          </Button>
          <Button
            size="small"
            variant="primary"
            shortcut="Enter"
            shortcutActive={hasFocus}
            isPending={isPending}
            onPress={() => void apply()}
          >
            Potong
          </Button>
        </div>
      </div>
    </section>
  )
}
