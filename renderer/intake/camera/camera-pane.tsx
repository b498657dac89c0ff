import { Camera as CameraIcon, CameraOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { clockTime } from '../../../shared/display.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { EmptyState } from '../../ui/view-states.tsx'
import { cameraSentence } from './camera.ts'
import styles from './camera-pane.module.css'
import { useCamera } from './use-camera.ts'

export interface CameraPaneProps {
  onTake: (photo: File) => void
  /** Files instead, where there is no camera. */
  onChoose: () => void
  onClose: () => void
}

/** The camera's live picture; a still of it is looked at and then taken in or taken again. Nothing is stored yet. */
export function CameraPane({ onTake, onChoose, onClose }: CameraPaneProps) {
  const { timeZone } = useSession().settings
  const video = useRef<HTMLVideoElement>(null)
  const { camera, cameras, problem, choose, retry } = useCamera(video)
  const [still, setStill] = useState<{ photo: Blob; url: string }>()
  const [isTaking, setTaking] = useState(false)
  const [failure, setFailure] = useState<string>()
  useEffect(() => () => still && URL.revokeObjectURL(still.url), [still])

  const takePhoto = async () => {
    if (!camera || !video.current) return
    setTaking(true)
    try {
      const photo = await camera.takeStill(video.current)
      setStill({ photo, url: URL.createObjectURL(photo) })
    } catch (error) {
      setFailure(cameraSentence(error))
    }
    setTaking(false)
  }
  const usePhoto = () => {
    if (!still) return
    const name = `Foto kamera ${clockTime(new Date().toISOString(), timeZone)}`
    onTake(new File([still.photo], name, { type: still.photo.type }))
    setStill(undefined)
  }

  const sentence = problem ?? failure
  // A photo that was taken is not lost with the camera.
  if (sentence !== undefined && !still) {
    return (
      <section className={styles.pane} aria-label="Kamera">
        <EmptyState
          title="Kamera tidak dapat dipakai"
          icon={CameraOff}
          next={{
            label: 'Coba lagi',
            run: () => {
              setFailure(undefined)
              retry()
            },
          }}
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
  return (
    <section className={styles.pane} aria-label="Kamera">
      <div className={styles.background}>
        {/* Stays on under the still: the light and the focus of the camera need no new start for the next one. */}
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
          <>
            <p className={styles.hint}>Seluruh lembar terlihat, tulisannya terbaca?</p>
            <div className={styles.actions}>
              <Button key="again" shortcut="Esc" onPress={() => setStill(undefined)}>
                Ulangi
              </Button>
              <Button
                key="keep"
                variant="primary"
                shortcut="Enter"
                shortcutActive={false}
                onPress={usePhoto}
                autoFocus
              >
                Pakai foto ini
              </Button>
            </div>
          </>
        ) : (
          <>
            <p className={styles.hint}>Letakkan rata dan penuhi gambar, tanpa pantulan lampu.</p>
            {cameras.length > 1 && (
              <div className={styles.choice}>
                <SelectField
                  label="Kamera"
                  value={camera?.id ?? ''}
                  options={cameras.map(({ id, name }) => ({ code: id, label: name }))}
                  onChange={choose}
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
                isPending={isTaking || !camera}
                onPress={() => void takePhoto()}
                autoFocus
              >
                Ambil foto
              </Button>
            </div>
          </>
        )}
      </div>
    </section>
  )
}
