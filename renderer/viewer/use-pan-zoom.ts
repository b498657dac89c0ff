import { type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject, useRef } from 'react'
import { useWheel } from './use-wheel.ts'
import { panView, type Size, type View, wholePage, zoomView } from './view.ts'

/** CSS px that an arrow key pans. */
const panStep = 96

export interface PanZoomOptions {
  element: RefObject<HTMLElement | null>
  /** Size of the page as it is shown, rotated or not. */
  page: Size
  /** Undefined before layout. */
  frame: Size | undefined
  view: View
  onView: (view: View) => void
  /** Whether the page can be dragged. */
  isDraggable: boolean
}

/**
 * Pan and zoom by pointer, wheel and keys: drag, arrows and space pan, Ctrl and the wheel zoom at the
 * pointer, a double click zooms in or back out.
 *
 * @returns event handlers for the element
 */
export function usePanZoom({ element, page, frame, view, onView, isDraggable }: PanZoomOptions) {
  const pan = (right: number, down: number) => frame && onView(panView(page, frame, view, right, down))
  const zoom = (steps: number, at?: { x: number; y: number }) =>
    frame && onView(zoomView(page, frame, view, steps, at))
  useWheel(element, (event) => {
    if (event.ctrlKey) zoom(-event.deltaY / 100, offsetFromCentre(element.current, event))
    else if (event.shiftKey) pan(event.deltaY, 0)
    else pan(event.deltaX, event.deltaY)
  })

  const drag = useRef<{ x: number; y: number }>(undefined)
  const endDrag = () => {
    drag.current = undefined
  }
  return {
    onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const step = keyStep(event, frame?.height ?? 0)
      if (!step) return
      event.preventDefault()
      pan(step.right, step.down)
    },
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !isDraggable) return
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove(event: PointerEvent) {
      if (!drag.current) return
      pan(drag.current.x - event.clientX, drag.current.y - event.clientY)
      drag.current = { x: event.clientX, y: event.clientY }
    },
    onPointerUp: endDrag,
    onPointerCancel: endDrag,
    onDoubleClick(event: MouseEvent) {
      if (view.zoom > 1) onView(wholePage)
      else zoom(4, offsetFromCentre(element.current, event))
    },
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
