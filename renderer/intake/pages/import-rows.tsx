import { X } from 'lucide-react'
import { memo, type ReactNode, useRef } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../ui/button.tsx'
import { FindingRow } from '../../ui/finding-row.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useStoreSelector } from '../draft/state-store.ts'
import { type ImportItem, summariseImports } from './import-item.ts'
import type { ImportQueue } from './import-queue.ts'
import styles from './import-rows.module.css'
import type { PageActions } from './page-actions.ts'
import { RefusedImport } from './refused-import.tsx'
import type { Scanning } from './use-scanning.ts'

type ImportRowsProps = { imports: ImportQueue; scanning: Scanning; actions: PageActions }

/**
 * Import progress, skipped pages, and refused files with their reasons; a few rows for any number of items.
 */
export const ImportRows = memo(function ImportRows({ imports, scanning, actions }: ImportRowsProps) {
  const fromFiles = useStoreSelector(imports.store, (all) => all)
  const fromScans = useStoreSelector(scanning.items, (all) => all)
  const { waiting, reading, alreadyThere, blank, refused, more } = summariseImports([
    ...fromScans,
    ...fromFiles,
  ])
  const section = useRef<HTMLElement>(null)

  /** Closes rows synchronously, then focuses the next close button, before another key is handled. */
  const closeAndRefocus = (close: () => void) => () => {
    flushSync(close)
    section.current?.querySelector('button')?.focus()
  }
  const clearNotices = closeAndRefocus(() => {
    imports.clearNotices()
    scanning.clearNotices()
  })
  const dismiss = (item: ImportItem) =>
    closeAndRefocus(() => (fromScans.includes(item) ? scanning : imports).dismiss(item.id))

  const isEmpty = waiting + reading.length + alreadyThere + blank.length + refused.length === 0
  return (
    <section ref={section} className={isEmpty ? undefined : styles.rows} aria-label="Berkas yang masuk">
      {waiting + reading.length > 0 && (
        <ProgressBar
          label={reading[0]?.name ?? 'Menunggu giliran'}
          detail={progressText(reading.length, waiting)}
          onCancel={waiting > 0 ? imports.cancelWaiting : undefined}
        />
      )}
      <div aria-live="polite">
        {blank.length > 0 && (
          <NoticeRow text={`${blank.length} halaman kosong dilewati.`} onClose={clearNotices}>
            <Button size="small" variant="quiet" onPress={() => actions.restoreBlank(blank)}>
              Kembalikan
            </Button>
          </NoticeRow>
        )}
        {alreadyThere > 0 && (
          <NoticeRow
            text={`${alreadyThere} halaman sudah ada, tidak ditambahkan lagi.`}
            onClose={clearNotices}
          />
        )}
        <ul className={styles.refused}>
          {refused.map((item) => (
            <RefusedImport key={item.id} item={item} onClose={dismiss(item)} />
          ))}
        </ul>
        {more > 0 && (
          <div className={styles.row}>
            <p className={styles.message}>{more} berkas lain juga ditolak.</p>
            <Button
              size="small"
              variant="quiet"
              onPress={closeAndRefocus(() => {
                imports.clearRefused()
                scanning.clearRefused()
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

function progressText(reading: number, waiting: number): string {
  const isRead = reading > 1 ? `${reading} sedang dibaca` : 'sedang dibaca'
  return waiting > 0 ? `${isRead}, ${waiting} menunggu` : isRead
}

function NoticeRow(props: { text: string; onClose: () => void; children?: ReactNode }) {
  return (
    <div className={styles.row}>
      <div className={styles.message}>
        <FindingRow finding={{ code: 'told', level: 'information', text: props.text }} />
      </div>
      {props.children}
      <IconButton icon={X} label={`Tutup: ${props.text}`} size="small" onPress={props.onClose} />
    </div>
  )
}
