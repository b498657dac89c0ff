import { X } from 'lucide-react'
import { memo, type ReactNode, useRef } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../ui/button.tsx'
import { FindingLine } from '../../ui/finding-row.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useStoreSelector } from '../draft/store.ts'
import { type Arrival, summarise } from './import-item.ts'
import type { Arrivals } from './import-queue.ts'
import styles from './import-rows.module.css'
import type { PageActs } from './page-actions.ts'
import { RefusedArrival } from './refused-import.tsx'
import type { Scanning } from './use-scanning.ts'

type ArrivalLinesProps = { arrivals: Arrivals; scanning: Scanning; acts: PageActs }

/** What is on its way, what was left out, and what was refused with its reason; a few lines for any number. */
export const ArrivalLines = memo(function ArrivalLines({ arrivals, scanning, acts }: ArrivalLinesProps) {
  const given = useStoreSelector(arrivals.store, (all) => all)
  const scanned = useStoreSelector(scanning.arrivals, (all) => all)
  const { waiting, reading, alreadyThere, blank, refused, more } = summarise([...scanned, ...given])
  const place = useRef<HTMLElement>(null)

  /** Closes lines; the focus goes to what can be closed next, before another key can lead it elsewhere. */
  const closing = (close: () => void) => () => {
    flushSync(close)
    place.current?.querySelector('button')?.focus()
  }
  const dropTold = closing(() => {
    arrivals.dropTold()
    scanning.dropTold()
  })
  const dismiss = (arrival: Arrival) =>
    closing(() => (scanned.includes(arrival) ? scanning : arrivals).dismiss(arrival.id))

  const isQuiet = waiting + reading.length + alreadyThere + blank.length + refused.length === 0
  return (
    <section ref={place} className={isQuiet ? undefined : styles.lines} aria-label="Berkas yang masuk">
      {waiting + reading.length > 0 && (
        <ProgressBar
          label={reading[0]?.name ?? 'Menunggu giliran'}
          detail={onTheWay(reading.length, waiting)}
          onCancel={waiting > 0 ? arrivals.dropWaiting : undefined}
        />
      )}
      <div aria-live="polite">
        {blank.length > 0 && (
          <ToldLine text={`${blank.length} halaman kosong dilewati.`} onClose={dropTold}>
            <Button size="small" variant="quiet" onPress={() => acts.restoreBlank(blank)}>
              Kembalikan
            </Button>
          </ToldLine>
        )}
        {alreadyThere > 0 && (
          <ToldLine text={`${alreadyThere} halaman sudah ada, tidak ditambahkan lagi.`} onClose={dropTold} />
        )}
        <ul className={styles.refused}>
          {refused.map((arrival) => (
            <RefusedArrival key={arrival.id} arrival={arrival} onClose={dismiss(arrival)} />
          ))}
        </ul>
        {more > 0 && (
          <div className={styles.line}>
            <p className={styles.words}>{more} berkas lain juga ditolak.</p>
            <Button
              size="small"
              variant="quiet"
              onPress={closing(() => {
                arrivals.dropRefused()
                scanning.dropRefused()
              })}
            >
              Tutup semua
            </Button>
          </div>
        )}
      </div>
    </section>
  )
})

function onTheWay(reading: number, waiting: number): string {
  const isRead = reading > 1 ? `${reading} sedang dibaca` : 'sedang dibaca'
  return waiting > 0 ? `${isRead}, ${waiting} menunggu` : isRead
}

function ToldLine(props: { text: string; onClose: () => void; children?: ReactNode }) {
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <FindingLine finding={{ code: 'told', level: 'information', text: props.text }} />
      </div>
      {props.children}
      <IconButton icon={X} label={`Tutup: ${props.text}`} size="small" onPress={props.onClose} />
    </div>
  )
}
