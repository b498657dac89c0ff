import { type CSSProperties, type ReactNode, useLayoutEffect, useRef } from 'react'
import { pagePicture } from '../api/client.ts'
import { classes } from '../ui/classes.ts'
import { ErrorState } from '../ui/view-states.tsx'
import { type Annotation, AnnotationBox } from './annotation-box.tsx'
import styles from './page-frame.module.css'
import type { PictureSource } from './picture-cache.ts'
import { useElementSize } from './use-element-size.ts'
import { usePanZoom } from './use-pan-zoom.ts'
import { usePicture } from './use-picture.ts'
import { pageRect, type Size, type View } from './view.ts'

export interface PageFrameProps {
  page: PictureSource & Size
  name: string
  view: View
  onView: (view: View) => void
  onSize: (size: Size) => void
  /** View rotation, clockwise; the stored page stays as it is. */
  quarterTurns: number
  /** The view was changed by the program: animate the transition. */
  isAnimated?: boolean
  annotations?: readonly Annotation[]
  /** Rendered over the page, with its position and size; may overflow it. */
  overlay?: ReactNode
}

/** role=application has its own keys, so it is focusable. */
const takesFocus = { tabIndex: 0 }

/**
 * Viewport onto a page. The page is laid out before its picture is loaded (the thumbnail is shown until
 * then), so nothing shifts. Pan and zoom: use-pan-zoom.ts.
 */
export function PageFrame(props: PageFrameProps) {
  const { page, name, view, onView, onSize, quarterTurns, annotations = [], overlay } = props
  const element = useRef<HTMLDivElement>(null)
  const frame = useElementSize(element)
  const isTurned = quarterTurns % 2 === 1
  const paper = isTurned ? { width: page.height, height: page.width } : page
  const rect = frame && pageRect(paper, frame, view)
  // A preview has half of the page's pixels each way.
  const fitsPreview = !rect || rect.width * window.devicePixelRatio <= paper.width / 2
  const picture = usePicture(page, fitsPreview)
  useLayoutEffect(() => {
    if (frame) onSize(frame)
  }, [frame, onSize])

  const isDraggable = !picture.hasFailed
  const handlers = usePanZoom({ element, page: paper, frame, view, onView, isDraggable })

  return (
    <div
      ref={element}
      role="application"
      aria-label={`${name}. Panah menggeser, Ctrl dan roda tetikus memperbesar.`}
      {...takesFocus}
      className={classes(
        styles.frame,
        view.zoom > 1 && styles.movable,
        props.isAnimated && styles.animated,
        overlay !== undefined && styles.underOverlay,
      )}
      {...handlers}
    >
      {picture.hasFailed && (
        <div className={styles.failed}>
          <ErrorState
            title="Gambar halaman ini tidak dapat ditampilkan"
            next={{ label: 'Coba lagi', run: picture.retry }}
          >
            Halamannya tetap tersimpan. Bila terulang, beri tahu admin TI.
          </ErrorState>
        </div>
      )}
      {rect && !picture.hasFailed && (
        <div className={styles.paper} style={rect}>
          <img
            key={page.id}
            className={styles.picture}
            style={rotatedBox(rect, quarterTurns)}
            src={picture.url ?? pagePicture(page, 'thumbnail')}
            alt={name}
            draggable={false}
          />
          {/* Areas refer to the stored page, not to a rotated view. */}
          {quarterTurns === 0 &&
            annotations.map((annotation) => (
              <AnnotationBox
                key={`${annotation.reason} ${annotation.area.left} ${annotation.area.top}`}
                annotation={annotation}
              />
            ))}
        </div>
      )}
      {rect && overlay !== undefined && (
        <div className={styles.overlay} style={rect}>
          {overlay}
        </div>
      )}
    </div>
  )
}

/** Width and height are swapped for a quarter turn. */
function rotatedBox(box: Size, quarterTurns: number): CSSProperties {
  const isTurned = quarterTurns % 2 === 1
  return {
    width: isTurned ? box.height : box.width,
    height: isTurned ? box.width : box.height,
    rotate: `${quarterTurns * 90}deg`,
  }
}
