import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { qualitySentence } from '../../../shared/page-quality.ts'
import { FindingLine } from '../../ui/finding-row.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { AreaMark } from '../../viewer/annotation-box.tsx'
import type { Arrival, RefusedPicture } from './import-item.ts'
import styles from './refused-import.module.css'

/** What was refused: a file as a whole, or the pages of it that cannot be used, each with its picture. */
export function RefusedArrival({ arrival, onClose }: { arrival: Arrival; onClose: () => void }) {
  const { name, state } = arrival
  return (
    <li className={styles.arrival}>
      <div className={styles.said}>
        <p className={styles.name}>{name}</p>
        {state.step === 'refused' && (
          <FindingLine finding={{ code: 'refused', level: 'error', text: state.sentence }} />
        )}
        {state.step === 'done' &&
          state.remainder.refused.map((page) => <Refused key={page.id} page={page} />)}
      </div>
      <IconButton icon={X} label={`Tutup ${name}`} size="small" onPress={onClose} />
    </li>
  )
}

function Refused({ page }: { page: RefusedPicture }) {
  const { code, area, picture } = page
  const address = useObjectAddress(picture)
  return (
    <div className={styles.page}>
      {address !== undefined && (
        <span className={styles.picture}>
          <img src={address} alt="Halaman yang ditolak" draggable={false} />
          {area && <AreaMark mark={{ area, because: 'refusal' }} />}
        </span>
      )}
      <FindingLine
        finding={{ code, level: 'error', text: qualitySentence({ code, area, level: 'refusal' }) }}
      />
    </div>
  )
}

/** The address of a picture that is only in memory, for as long as it is shown. */
function useObjectAddress(bytes: Uint8Array): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes.slice()], { type: 'image/webp' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes])
  return address
}
