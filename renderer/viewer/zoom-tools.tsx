import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { pictureGroup, pictureGroupWhileTyping } from './picture-keys.ts'
import { panView, type Size, type View, wholePage, zoomView } from './view.ts'
import styles from './zoom-tools.module.css'

export interface ZoomToolsProps {
  page: Size
  frame: Size | undefined
  view: View
  onView: (view: View) => void
}

const panStep = 96

/** Zoom in, out and fit, for pages and for originals. Within a Toolbar. */
export function ZoomTools({ page, frame, view, onView }: ZoomToolsProps) {
  const zoom = (steps: number) => () => frame && onView(zoomView(page, frame, view, steps))
  const pan = (right: number, down: number) => () =>
    frame && onView(panView(page, frame, view, right * panStep, down * panStep))
  const fit = () => onView(wholePage)
  const group = pictureGroupWhileTyping

  useShortcuts([
    { keys: '=', label: 'Perbesar', run: zoom(1), group: pictureGroup, repeats: true },
    { keys: 'Alt+=', label: 'Perbesar', run: zoom(1), group, repeats: true },
    { keys: 'Alt+-', label: 'Perkecil', run: zoom(-1), group, repeats: true },
    { keys: 'Alt+0', label: 'Seluruh halaman', run: fit, group },
    { keys: 'Alt+←', label: 'Geser ke kiri', run: pan(-1, 0), group, repeats: true },
    { keys: 'Alt+→', label: 'Geser ke kanan', run: pan(1, 0), group, repeats: true },
    { keys: 'Alt+↑', label: 'Geser ke atas', run: pan(0, -1), group, repeats: true },
    { keys: 'Alt+↓', label: 'Geser ke bawah', run: pan(0, 1), group, repeats: true },
  ])

  return (
    <>
      <IconButton
        icon={ZoomOut}
        label="Perkecil"
        shortcut="-"
        shortcutGroup={pictureGroup}
        shortcutRepeats
        isDisabled={view.zoom <= 1}
        onPress={zoom(-1)}
      />
      <span className={styles.zoom}>{Math.round(view.zoom * 100)} %</span>
      <IconButton
        icon={ZoomIn}
        label="Perbesar"
        shortcut="+"
        shortcutGroup={pictureGroup}
        shortcutRepeats
        onPress={zoom(1)}
      />
      <IconButton
        icon={Maximize}
        label="Seluruh halaman"
        shortcut="0"
        shortcutGroup={pictureGroup}
        onPress={fit}
      />
    </>
  )
}
