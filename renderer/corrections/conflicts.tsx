import { useState } from 'react'
import type { ConflictView } from '../../shared/contract/correction-calls.ts'
import { Loaded } from '../api/loaded.tsx'
import { useCallQuery } from '../api/queries.ts'
import { useTimes } from '../session/times.ts'
import { QueueList } from '../ui/queue-list.tsx'
import { type Status, StatusBadge } from '../ui/status-badge.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { ConflictCase } from './conflict-case.tsx'
import styles from './corrections.module.css'

/** NIK conflicts with other offices: open ones first, then recently settled ones. */
export function Conflicts() {
  const query = useCallQuery('corrections.conflicts', {})
  const [chosen, setChosen] = useState<string>()
  return (
    <Loaded query={query} rows={6}>
      {(conflicts) => {
        const current = conflicts.find(({ id }) => id === chosen) ?? conflicts[0]
        if (!current) {
          return (
            <EmptyState title="Tidak ada NIK ganda">
              Bila pusat menemukan NIK yang sama di kantor lain, kedua sisinya tampil di sini untuk diputus.
            </EmptyState>
          )
        }
        return (
          <div className={styles.conflicts}>
            <div className={styles.queue}>
              <QueueList
                label="NIK ganda"
                items={conflicts}
                itemKey={({ id }) => id}
                current={current.id}
                onCurrent={setChosen}
              >
                {(conflict) => <ConflictRow conflict={conflict} />}
              </QueueList>
            </div>
            <ConflictCase key={current.id} conflict={current} />
          </div>
        )
      }}
    </Loaded>
  )
}

function ConflictRow({ conflict }: { conflict: ConflictView }) {
  const times = useTimes()
  const [status, word] = conflictBadge(conflict)
  return (
    <div className={styles.row}>
      <span className={styles.name}>{conflict.ours.name}</span>
      <span className={styles.quiet}>{times.daysAgo(conflict.foundAt)}</span>
      <StatusBadge status={status} isPlain>
        {word}
      </StatusBadge>
    </div>
  )
}

function conflictBadge({ answeredAt, settlement }: ConflictView): [Status, string] {
  if (settlement) return ['selesai', 'Selesai']
  return answeredAt ? ['menunggu', 'Menunggu pusat'] : ['periksa', 'Perlu diputus']
}
