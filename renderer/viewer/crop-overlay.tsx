import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import type { Corners } from '../../shared/area.ts'
import { type CornerIndex, cornerIndexes, cornerNames } from './corners.ts'
import styles from './crop-overlay.module.css'

export interface CropOverlayProps {
  corners: Corners
  onMove: (corner: CornerIndex, right: number, down: number) => void
  onCorner: (corner: CornerIndex) => void
}

/** Fractions of the picture that an arrow key moves a corner by, without and with Shift. */
const coarseStep = 0.01
const fineStep = 0.001

/** Crop overlay: the outside is dimmed, each corner has a drag handle; the first has the focus. */
export function CropOverlay({ corners, onMove, onCorner }: CropOverlayProps) {
  const overlay = useRef<HTMLDivElement>(null)
  // Mounted after the editor, once the frame has measured itself.
  useEffect(() => overlay.current?.querySelector('button')?.focus(), [])
  const outline = corners.map(({ x, y }) => `${x},${y}`).join(' L ')
  return (
    <div className={styles.overlay} ref={overlay}>
      <svg className={styles.drawing} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        <path className={styles.outside} d={`M 0,0 H 1 V 1 H 0 Z M ${outline} Z`} />
        <path className={styles.outline} d={`M ${outline} Z`} />
      </svg>
      {cornerIndexes.map((index) => (
        <Handle
          key={index}
          index={index}
          corner={corners[index]}
          onMove={(right, down) => onMove(index, right, down)}
          onFocus={() => onCorner(index)}
        />
      ))}
    </div>
  )
}

function Handle(props: {
  index: CornerIndex
  corner: Corners[number]
  onMove: (right: number, down: number) => void
  onFocus: () => void
}) {
  const { index, corner, onMove, onFocus } = props
  const dragStart = useRef<{ x: number; y: number }>(undefined)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const direction = directions[event.key]
    if (!direction) return
    // The frame below pans with the same keys.
    event.preventDefault()
    event.stopPropagation()
    const step = event.shiftKey ? fineStep : coarseStep
    onMove(direction.right * step, direction.down * step)
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    dragStart.current = { x: event.clientX, y: event.clientY }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const picture = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!dragStart.current || !picture) return
    event.stopPropagation()
    onMove(
      (event.clientX - dragStart.current.x) / picture.width,
      (event.clientY - dragStart.current.y) / picture.height,
    )
    dragStart.current = { x: event.clientX, y: event.clientY }
  }
  const onPointerUp = () => {
    dragStart.current = undefined
  }

  return (
    <button
      type="button"
      className={styles.handle}
      style={{ left: `${corner.x * 100}%`, top: `${corner.y * 100}%` }}
      aria-label={`Sudut ${cornerNames[index]}. Panah menggeser 1 %, Shift dan panah 0,1 %.`}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  )
}

const directions: Readonly<Record<string, { right: number; down: number }>> = {
  ArrowLeft: { right: -1, down: 0 },
  ArrowRight: { right: 1, down: 0 },
  ArrowUp: { right: 0, down: -1 },
  ArrowDown: { right: 0, down: 1 },
}
