import { ChevronDown, ChevronUp, Crop, RotateCcw, RotateCw, SquareSplitHorizontal } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { Toolbar, ToolbarSeparator } from '../ui/toolbar.tsx'
import styles from './page-viewer.module.css'
import { pictureGroup, pictureGroupWhileTyping } from './picture-keys.ts'
import { ZoomTools, type ZoomToolsProps } from './zoom-tools.tsx'

export interface PictureToolsProps extends ZoomToolsProps {
  onTurn: (quarterTurns: 1 | 3) => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  /** The picture that the page was cut out of; undefined where the screen does not offer it. */
  original?: { isShown: boolean; isKept: boolean; onSwitch: () => void } | undefined
  /** Undefined where the screen does not offer it. */
  onCrop?: (() => void) | undefined
}

/** The row of tools under a page. */
export function PictureTools(props: PictureToolsProps) {
  const { onTurn, onPrevious, onNext, original, onCrop } = props
  // What can be turned and cut is the page, not the picture it came from.
  const isOriginal = original?.isShown ?? false
  const group = pictureGroupWhileTyping
  useShortcuts([
    { keys: 'Alt+R', label: 'Putar ke kanan', run: () => onTurn(1), when: !isOriginal, group },
    {
      keys: 'Alt+L',
      label: 'Gambar asli atau hasil',
      run: () => original?.onSwitch(),
      when: original?.isKept ?? false,
      group,
    },
    {
      keys: 'Alt+C',
      label: 'Ubah potongan',
      run: () => onCrop?.(),
      when: onCrop !== undefined && (original?.isKept ?? false),
      group,
    },
  ])

  return (
    <div className={styles.tools}>
      <Toolbar label="Alat gambar">
        <ZoomTools page={props.page} frame={props.frame} view={props.view} onView={props.onView} />
        <ToolbarSeparator />
        <IconButton
          icon={RotateCcw}
          label="Putar ke kiri"
          shortcut="Shift+R"
          shortcutGroup={pictureGroup}
          isDisabled={isOriginal}
          onPress={() => onTurn(3)}
        />
        <IconButton
          icon={RotateCw}
          label="Putar ke kanan"
          shortcut="R"
          shortcutGroup={pictureGroup}
          isDisabled={isOriginal}
          onPress={() => onTurn(1)}
        />
        {onCrop && (
          <IconButton
            icon={Crop}
            label="Ubah potongan"
            shortcut="C"
            shortcutGroup={pictureGroup}
            isDisabled={!original?.isKept}
            onPress={onCrop}
          />
        )}
        {original && (
          <IconButton
            icon={SquareSplitHorizontal}
            label="Lihat gambar asli"
            shortcut="L"
            shortcutGroup={pictureGroup}
            isOn={isOriginal}
            isDisabled={!original.isKept}
            onPress={original.onSwitch}
          />
        )}
        <ToolbarSeparator />
        <PageButtons onPrevious={onPrevious} onNext={onNext} />
      </Toolbar>
    </div>
  )
}

/** Previous and next page. */
function PageButtons({ onPrevious, onNext }: Pick<PictureToolsProps, 'onPrevious' | 'onNext'>) {
  return (
    <>
      <IconButton
        icon={ChevronUp}
        label="Halaman sebelumnya"
        shortcut="Ctrl+PageUp"
        shortcutGroup={pictureGroup}
        isDisabled={!onPrevious}
        onPress={() => onPrevious?.()}
      />
      <IconButton
        icon={ChevronDown}
        label="Halaman berikutnya"
        shortcut="Ctrl+PageDown"
        shortcutGroup={pictureGroup}
        isDisabled={!onNext}
        onPress={() => onNext?.()}
      />
    </>
  )
}
