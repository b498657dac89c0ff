import { type RefObject, useEffect, useRef, useState } from 'react'
import { kindNames } from '../../shared/application-kind.ts'
import type { QueuedCase } from '../../shared/contract/verification-calls.ts'
import type { Outcome } from '../../shared/status.ts'
import { otherOfficeName } from '../packets/packet-sentences.ts'
import { useTimes } from '../session/times.ts'
import { Button } from '../ui/button.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { QueueList } from '../ui/queue-list.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { type Status, StatusBadge } from '../ui/status-badge.tsx'
import { countQueue, filterQueue, type QueueFilter } from './queue.ts'
import styles from './queue-column.module.css'
import type { VerificationQueue } from './use-queue.ts'

const filters = [
  { code: 'semua', label: 'Semua' },
  { code: 'belum', label: 'Belum diputus' },
  { code: 'sudah', label: 'Sudah diputus' },
] as const
const isFilter = (code: string): code is QueueFilter => filters.some((filter) => filter.code === code)

/** The queue with its filter, progress, and the sign button. */
export function QueueColumn(props: {
  queue: VerificationQueue
  onSign: () => void
  /** Enter on a case: shows its pages where the window is narrow. */
  onOpen: () => void
  column: RefObject<HTMLElement | null>
}) {
  const { queue, onSign, onOpen, column } = props
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<QueueFilter>('semua')
  const filterInput = useRef<HTMLInputElement>(null)
  const shown = filterQueue(queue.cases, filter, typed)
  const { all, decided } = countQueue(queue.cases)
  const currentId = queue.current?.id
  // Focuses the queue on mount, and after a decision has unmounted the focused field.
  useEffect(() => {
    if (currentId !== undefined && hasNoFocus(document.activeElement)) focusQueue(column.current)
  }, [column, currentId])
  useShortcuts([
    { keys: 'F3', label: 'Saring antrean', run: () => filterInput.current?.focus(), group },
    { keys: 'Ctrl+Enter', label: 'Tandatangani keputusan', run: onSign, when: decided > 0, group },
  ])

  return (
    <section className={styles.column} ref={column} aria-labelledby="queue-title">
      <div className={styles.header}>
        <div className={styles.titleRow}>
          <h1 id="queue-title" className={styles.title} tabIndex={-1}>
            Verifikasi
          </h1>
          <span className={styles.progress} role="status">
            {decided} dari {all}
          </span>
        </div>
        <SearchField
          label="Saring antrean menurut nama atau nomor"
          placeholder="Saring"
          shortcut="F3"
          value={typed}
          onChange={setTyped}
          onSubmit={() => focusQueue(column.current)}
          inputRef={filterInput}
        />
        <SelectField
          label="Tampilkan"
          value={filter}
          options={filters}
          onChange={(code) => isFilter(code) && setFilter(code)}
        />
      </div>
      <div className={styles.list}>
        {shown.length === 0 && queue.cases.length > 0 && (
          <p className={styles.none}>Tidak ada yang cocok dengan saringan ini.</p>
        )}
        <QueueList
          label="Antrean verifikasi"
          items={shown}
          itemKey={(queuedCase) => queuedCase.id}
          current={queue.current?.id}
          onCurrent={queue.choose}
          onOpen={onOpen}
          estimatedHeight={76}
        >
          {(queuedCase) => <QueueRow queuedCase={queuedCase} />}
        </QueueList>
      </div>
      <SignButton all={all} decided={decided} onSign={onSign} />
    </section>
  )
}

/** Primary once every case is decided. */
function SignButton({ all, decided, onSign }: { all: number; decided: number; onSign: () => void }) {
  return (
    <div className={styles.sign}>
      <Button
        variant={decided > 0 && decided === all ? 'primary' : 'secondary'}
        size="small"
        shortcut="F10"
        shortcutGroup={group}
        isWide
        isDisabled={decided === 0}
        onPress={onSign}
      >
        {decided === 0 ? 'Tandatangani' : `Tandatangani ${decided} keputusan`}
      </Button>
    </div>
  )
}

/** Nothing has the focus: its element was removed, or the screen has just been entered. */
function hasNoFocus(element: Element | null): boolean {
  return element === null || element.matches('body, main, h1')
}

/** Focuses the queue if it is visible. */
export function focusQueue(column: HTMLElement | null): void {
  column?.querySelector<HTMLElement>('[role=listbox]')?.focus()
}

const outcomeBadges: Record<Outcome, { status: Status; word: string }> = {
  setuju: { status: 'selesai', word: 'Setuju' },
  kembalikan: { status: 'periksa', word: 'Kembalikan' },
  tolak: { status: 'salah', word: 'Tolak' },
}

function QueueRow({ queuedCase }: { queuedCase: QueuedCase }) {
  const times = useTimes()
  return (
    <div className={styles.row}>
      <span className={styles.name}>{queuedCase.headName || 'Tanpa nama'}</span>
      <span className={styles.fact}>
        {times.daysAgo(queuedCase.submittedAt)}, {queuedCase.memberCount} orang, {kindNames[queuedCase.kind]}
      </span>
      {queuedCase.fromOffice && <span className={styles.fact}>{otherOfficeName(queuedCase.fromOffice)}</span>}
      <span className={styles.fact}>
        <Identifier value={queuedCase.number} />
      </span>
      {queuedCase.pending && (
        <StatusBadge status={outcomeBadges[queuedCase.pending.outcome].status} isPlain>
          {outcomeBadges[queuedCase.pending.outcome].word}
        </StatusBadge>
      )}
      {queuedCase.own && (
        <StatusBadge status="siap" isPlain>
          Anda yang mengajukan
        </StatusBadge>
      )}
    </div>
  )
}

const group = 'Verifikasi'
