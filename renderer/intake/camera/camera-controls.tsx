import { Camera as CameraIcon } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import type { Camera } from './camera.ts'
import styles from './camera-pane.module.css'

/** Controls of the review: accept the still or take another. */
export function ReviewControls({ onRetake, onAccept }: { onRetake: () => void; onAccept: () => void }) {
  return (
    <>
      <p className={styles.hint}>Seluruh lembar terlihat, tulisannya terbaca?</p>
      <div className={styles.actions}>
        <Button key="again" shortcut="Esc" onPress={onRetake}>
          Ulangi
        </Button>
        <Button
          key="keep"
          variant="primary"
          shortcut="Enter"
          shortcutActive={false}
          onPress={onAccept}
          autoFocus
        >
          Pakai foto ini
        </Button>
      </div>
    </>
  )
}

export interface LiveControlsProps {
  cameras: readonly Camera[]
  /** Id of the open camera; undefined while it opens. */
  current: string | undefined
  isReady: boolean
  onCamera: (id: string) => void
  onTake: () => void
  onClose: () => void
}

/** Controls of the live picture: choose a camera, take a photo, close. */
export function LiveControls({ cameras, current, isReady, onCamera, onTake, onClose }: LiveControlsProps) {
  return (
    <>
      <p className={styles.hint}>Letakkan rata dan penuhi gambar, tanpa pantulan lampu.</p>
      {cameras.length > 1 && (
        <div className={styles.choice}>
          <SelectField
            label="Kamera"
            value={current ?? ''}
            options={cameras.map(({ id, name }) => ({ code: id, label: name }))}
            onChange={onCamera}
          />
        </div>
      )}
      <div className={styles.actions}>
        <Button shortcut="Esc" shortcutActive={false} onPress={onClose}>
          Tutup kamera
        </Button>
        <Button
          key="take"
          variant="primary"
          icon={CameraIcon}
          shortcut="Spasi"
          shortcutActive={false}
          isPending={!isReady}
          onPress={onTake}
          autoFocus
        >
          Ambil foto
        </Button>
      </div>
    </>
  )
}
