import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
} from 'react'
import { pagePicture } from '../api/client.ts'
import { classes } from '../ui/classes.ts'
import { ErrorState } from '../ui/view-states.tsx'
import { type Annotation, AnnotationBox } from './annotation-box.tsx'
import styles from './page-frame.module.css'
import type { PictureSource } from './picture-cache.ts'
import { usePicture } from './use-picture.ts'
import { useElementSize } from './use-size.ts'
import { useWheel } from './use-wheel.ts'
import { pageRect, panView, type Size, type View, wholePage, zoomView } from './view.ts'

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

/** CSS px that an arrow key pans. */
const panStep = 96

/**
 * Viewport onto a page. The page is laid out before its picture is loaded (the thumbnail is shown until then), so
 * nothing shifts. Drag, arrows and space pan; Ctrl and the wheel zoom at the pointer.
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

  const pan = (right: number, down: number) => frame && onView(panView(paper, frame, view, right, down))
  const zoom = (steps: number, at?: { x: number; y: number }) =>
    frame && onView(zoomView(paper, frame, view, steps, at))
  useWheel(element, (event) => {
    if (event.ctrlKey) zoom(-event.deltaY / 100, offsetFromCentre(element.current, event))
    else if (event.shiftKey) pan(event.deltaY, 0)
    else pan(event.deltaX, event.deltaY)
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const step = keyStep(event, frame?.height ?? 0)
    if (!step) return
    event.preventDefault()
    pan(step.right, step.down)
  }

  const drag = useRef<{ x: number; y: number }>(undefined)
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || picture.hasFailed) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return
    pan(drag.current.x - event.clientX, drag.current.y - event.clientY)
    drag.current = { x: event.clientX, y: event.clientY }
  }
  const onPointerUp = () => {
    drag.current = undefined
  }

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
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={(event) =>
        view.zoom > 1 ? onView(wholePage) : zoom(4, offsetFromCentre(element.current, event))
      }
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

function keyStep(event: KeyboardEvent, height: number): { right: number; down: number } | undefined {
  switch (event.key) {
    case 'ArrowLeft':
      return { right: -panStep, down: 0 }
    case 'ArrowRight':
      return { right: panStep, down: 0 }
    case 'ArrowUp':
      return { right: 0, down: -panStep }
    case 'ArrowDown':
      return { right: 0, down: panStep }
    case ' ':
      return { right: 0, down: (event.shiftKey ? -0.9 : 0.9) * height }
    default:
      return undefined
  }
}

/** Pointer position relative to the centre of the frame, CSS px. */
function offsetFromCentre(frame: HTMLElement | null, at: { clientX: number; clientY: number }) {
  if (!frame) return { x: 0, y: 0 }
  const box = frame.getBoundingClientRect()
  return { x: at.clientX - box.left - box.width / 2, y: at.clientY - box.top - box.height / 2 }
}
