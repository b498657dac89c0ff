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
import { AreaMark, type Mark } from './annotation-box.tsx'
import styles from './page-frame.module.css'
import type { PictureSource } from './picture-cache.ts'
import { usePicture } from './use-picture.ts'
import { useSize } from './use-size.ts'
import { useWheel } from './use-wheel.ts'
import { panView, placePage, type Size, type View, wholePage, zoomView } from './view.ts'

export interface PageFrameProps {
  page: PictureSource & Size
  name: string
  view: View
  onView: (view: View) => void
  onSize: (size: Size) => void
  /** How the picture is turned for the eye only, clockwise. */
  quarterTurns: number
  /** The view moves by itself, so the eye is led there instead of being put somewhere else. */
  glides?: boolean
  marks?: readonly Mark[]
  /** Lies on the page, in its place and size, and may reach over its edges. */
  overlay?: ReactNode
}

/** An application area has keys of its own, so it takes the focus itself. */
const takesFocus = { tabIndex: 0 }

/** CSS px that one press of an arrow key moves. */
const panStep = 96

/**
 * The window onto the page. Its place is known before its picture is there, so nothing jumps; the thumbnail
 * stands in until then. Dragging, arrows and space move; Ctrl and the wheel zoom where the pointer is.
 */
export function PageFrame(props: PageFrameProps) {
  const { page, name, view, onView, onSize, quarterTurns, marks = [], overlay } = props
  const element = useRef<HTMLDivElement>(null)
  const frame = useSize(element)
  const isTurned = quarterTurns % 2 === 1
  const paper = isTurned ? { width: page.height, height: page.width } : page
  const place = frame && placePage(paper, frame, view)
  // A preview has half of the page's pixels each way.
  const isSmall = !place || place.width * window.devicePixelRatio <= paper.width / 2
  const picture = usePicture(page, isSmall)
  useLayoutEffect(() => {
    if (frame) onSize(frame)
  }, [frame, onSize])

  const pan = (right: number, down: number) => frame && onView(panView(paper, frame, view, right, down))
  const zoom = (steps: number, at?: { x: number; y: number }) =>
    frame && onView(zoomView(paper, frame, view, steps, at))
  useWheel(element, (event) => {
    if (event.ctrlKey) zoom(-event.deltaY / 100, fromMiddle(element.current, event))
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
        props.glides && styles.gliding,
        overlay !== undefined && styles.underOverlay,
      )}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={(event) =>
        view.zoom > 1 ? onView(wholePage) : zoom(4, fromMiddle(element.current, event))
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
      {place && !picture.hasFailed && (
        <div className={styles.paper} style={place}>
          <img
            key={page.id}
            className={styles.picture}
            style={turnedBox(place, quarterTurns)}
            src={picture.address ?? pagePicture(page, 'thumbnail')}
            alt={name}
            draggable={false}
          />
          {/* Places are places on the stored page, not on one that is turned for the eye. */}
          {quarterTurns === 0 &&
            marks.map((mark) => (
              <AreaMark key={`${mark.because} ${mark.area.left} ${mark.area.top}`} mark={mark} />
            ))}
        </div>
      )}
      {place && overlay !== undefined && (
        <div className={styles.overlay} style={place}>
          {overlay}
        </div>
      )}
    </div>
  )
}

/** A picture lying on its side fills the box with its width and height changed over. */
function turnedBox(box: Size, quarterTurns: number): CSSProperties {
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

/** Where the pointer is, from the middle of the frame. */
function fromMiddle(frame: HTMLElement | null, at: { clientX: number; clientY: number }) {
  if (!frame) return { x: 0, y: 0 }
  const box = frame.getBoundingClientRect()
  return { x: at.clientX - box.left - box.width / 2, y: at.clientY - box.top - box.height / 2 }
}
