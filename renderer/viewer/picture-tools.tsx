import { ChevronDown, ChevronUp, Maximize, RotateCcw, RotateCw, ZoomIn, ZoomOut } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { Toolbar, ToolbarLine } from '../ui/toolbar.tsx'
import styles from './page-viewer.module.css'
import { panView, type Size, type View, wholePage, zoomView } from './view.ts'

export interface PictureToolsProps {
  page: Size
  frame: Size | undefined
  view: View
  onView: (view: View) => void
  onTurn: (quarterTurns: 1 | 3) => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

const group = 'Gambar'
const whileTyping = 'Gambar, juga saat mengetik'
const panStep = 96

/**
 * The row of tools under a page. Single keys work while nobody types; with Alt the same tools are at hand from
 * inside a field, so that the eye can wander over the card while the hands stay where they are.
 */
export function PictureTools(props: PictureToolsProps) {
  const { page, frame, view, onView, onTurn, onPrevious, onNext } = props
  const zoom = (steps: number) => () => frame && onView(zoomView(page, frame, view, steps))
  const pan = (right: number, down: number) => () =>
    frame && onView(panView(page, frame, view, right * panStep, down * panStep))
  const fit = () => onView(wholePage)

  useShortcuts([
    { keys: '=', label: 'Perbesar', run: zoom(1), group, repeats: true },
    { keys: 'Alt+=', label: 'Perbesar', run: zoom(1), group: whileTyping, repeats: true },
    { keys: 'Alt+-', label: 'Perkecil', run: zoom(-1), group: whileTyping, repeats: true },
    { keys: 'Alt+0', label: 'Seluruh halaman', run: fit, group: whileTyping },
    { keys: 'Alt+R', label: 'Putar ke kanan', run: () => onTurn(1), group: whileTyping },
    { keys: 'Alt+←', label: 'Geser ke kiri', run: pan(-1, 0), group: whileTyping, repeats: true },
    { keys: 'Alt+→', label: 'Geser ke kanan', run: pan(1, 0), group: whileTyping, repeats: true },
    { keys: 'Alt+↑', label: 'Geser ke atas', run: pan(0, -1), group: whileTyping, repeats: true },
    { keys: 'Alt+↓', label: 'Geser ke bawah', run: pan(0, 1), group: whileTyping, repeats: true },
  ])

  return (
    <div className={styles.tools}>
      <Toolbar label="Alat gambar">
        <IconButton
          icon={ZoomOut}
          label="Perkecil"
          shortcut="-"
          shortcutGroup={group}
          shortcutRepeats
          isDisabled={view.zoom <= 1}
          onPress={zoom(-1)}
        />
        <span className={styles.zoom}>{Math.round(view.zoom * 100)} %</span>
        <IconButton
          icon={ZoomIn}
          label="Perbesar"
          shortcut="+"
          shortcutGroup={group}
          shortcutRepeats
          onPress={zoom(1)}
        />
        <IconButton
          icon={Maximize}
          label="Seluruh halaman"
          shortcut="0"
          shortcutGroup={group}
          onPress={fit}
        />
        <ToolbarLine />
        <IconButton
          icon={RotateCcw}
          label="Putar ke kiri"
          shortcut="Shift+R"
          shortcutGroup={group}
          onPress={() => onTurn(3)}
        />
        <IconButton
          icon={RotateCw}
          label="Putar ke kanan"
          shortcut="R"
          shortcutGroup={group}
          onPress={() => onTurn(1)}
        />
        <ToolbarLine />
        <IconButton
          icon={ChevronUp}
          label="Halaman sebelumnya"
          shortcut="Ctrl+PageUp"
          shortcutGroup={group}
          isDisabled={!onPrevious}
          onPress={() => onPrevious?.()}
        />
        <IconButton
          icon={ChevronDown}
          label="Halaman berikutnya"
          shortcut="Ctrl+PageDown"
          shortcutGroup={group}
          isDisabled={!onNext}
          onPress={() => onNext?.()}
        />
      </Toolbar>
    </div>
  )
}
