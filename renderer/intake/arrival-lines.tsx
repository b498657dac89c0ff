import { X } from 'lucide-react'
import { FindingLine } from '../ui/finding-line.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import type { Arrival, Arrivals } from './arrivals.ts'
import styles from './page-place.module.css'
import { useSelected } from './store.ts'

/** Each file that is on its way or was refused, on a line of its own. */
export function ArrivalLines({ arrivals }: { arrivals: Arrivals }) {
  const lines = useSelected(arrivals.store, (all) => all)
  return (
    <ul
      className={lines.length > 0 ? styles.arrivals : undefined}
      aria-label="Berkas yang masuk"
      aria-live="polite"
    >
      {lines.map((arrival) => (
        <li key={arrival.id} className={styles.arrival}>
          <div className={styles.arrivalWords}>
            <ArrivalWords arrival={arrival} />
          </div>
          {arrival.state.step !== 'reading' && (
            <IconButton
              icon={X}
              label={`Tutup ${arrival.name}`}
              size="small"
              onPress={() => arrivals.dismiss(arrival.id)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function ArrivalWords({ arrival: { id, name, state } }: { arrival: Arrival }) {
  switch (state.step) {
    case 'waiting':
      return <p className={styles.file}>{name}: menunggu giliran</p>
    case 'reading':
      return <ProgressBar label={name} detail="sedang dibaca" />
    case 'refused':
    case 'known':
      return (
        <>
          <p className={styles.file}>{name}</p>
          <FindingLine
            finding={{
              code: id,
              level: state.step === 'refused' ? 'error' : 'information',
              text: state.sentence,
            }}
          />
        </>
      )
  }
}
