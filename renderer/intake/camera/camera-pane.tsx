import { CameraOff } from 'lucide-react'
import { useRef } from 'react'
import { clockTime } from '../../../shared/display.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/view-states.tsx'
import { LiveControls, ReviewControls } from './camera-controls.tsx'
import styles from './camera-pane.module.css'
import { useCamera } from './use-camera.ts'
import { useStill } from './use-still.ts'

export interface CameraPaneProps {
  onTake: (photo: File) => void
  /** Opens the file picker instead, where there is no camera. */
  onChoose: () => void
  onClose: () => void
}

/** Live picture of the camera; a still is reviewed before it is imported. Nothing is stored before that. */
export function CameraPane({ onTake, onChoose, onClose }: CameraPaneProps) {
  const { timeZone } = useSession().settings
  const video = useRef<HTMLVideoElement>(null)
  const { camera, cameras, problem, choose, retry } = useCamera(video)
  const { still, isTaking, failure, take, discard, clearFailure } = useStill(camera, video)

  const acceptPhoto = () => {
    if (!still) return
    const name = `Foto kamera ${clockTime(new Date().toISOString(), timeZone)}`
    onTake(new File([still.photo], name, { type: still.photo.type }))
    discard()
  }

  const sentence = problem ?? failure
  // A still that was taken survives the loss of the camera.
  if (sentence !== undefined && !still) {
    const retryAll = () => {
      clearFailure()
      retry()
    }
    return <CameraFailure sentence={sentence} onRetry={retryAll} onChoose={onChoose} onClose={onClose} />
  }
  return (
    <section className={styles.pane} aria-label="Kamera">
      <div className={styles.background}>
        {/* Stays mounted under the still, so that the camera keeps its exposure and focus. */}
        <video
          ref={video}
          className={styles.picture}
          autoPlay
          muted
          playsInline
          aria-label="Gambar langsung"
        />
        {still && <img className={styles.still} src={still.url} alt="Foto yang baru diambil" />}
      </div>
      <div className={styles.bar}>
        {still ? (
          <ReviewControls onRetake={discard} onAccept={acceptPhoto} />
        ) : (
          <LiveControls
            cameras={cameras}
            current={camera?.id}
            isReady={!isTaking && camera !== undefined}
            onCamera={choose}
            onTake={() => void take()}
            onClose={onClose}
          />
        )}
      </div>
    </section>
  )
}

type CameraFailureProps = Pick<CameraPaneProps, 'onChoose' | 'onClose'> & {
  sentence: string
  onRetry: () => void
}

function CameraFailure({ sentence, onRetry, onChoose, onClose }: CameraFailureProps) {
  return (
    <section className={styles.pane} aria-label="Kamera">
      <EmptyState
        title="Kamera tidak dapat dipakai"
        icon={CameraOff}
        next={{ label: 'Coba lagi', run: onRetry }}
      >
        {sentence}
      </EmptyState>
      <div className={styles.actions}>
        <Button variant="quiet" onPress={onChoose}>
          Pilih berkas saja
        </Button>
        <Button shortcut="Esc" shortcutActive={false} onPress={onClose} autoFocus>
          Tutup kamera
        </Button>
      </div>
    </section>
  )
}
