import { useState } from 'react'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Nik } from '../ui/identifier.tsx'
import { QueueList } from '../ui/queue-list.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { Tabs } from '../ui/tabs.tsx'
import styles from './catalogue.module.css'
import { type InventedCase, inventCases } from './invented-people.ts'

const queue = inventCases(5000)

const columns: Column<InventedCase>[] = [
  { id: 'name', header: 'Nama', cell: (row) => row.name, isRowHeader: true },
  { id: 'nik', header: 'NIK', cell: (row) => <Nik value={row.nik} /> },
  { id: 'kind', header: 'Jenis', cell: (row) => row.kind },
  { id: 'status', header: 'Status', cell: () => <StatusBadge status="menunggu" isPlain /> },
  { id: 'at', header: 'Masuk', cell: (row) => row.at, align: 'end' },
]

export function ListExamples() {
  const [current, setCurrent] = useState<string | undefined>('kasus-1')
  const [view, setView] = useState('menunggu')
  return (
    <div className={styles.beside}>
      <div className={styles.queue}>
        <QueueList
          label="Bets Sempur"
          items={queue}
          itemKey={(item) => item.id}
          current={current}
          onCurrent={setCurrent}
        >
          {(item) => (
            <div className={styles.queueRow}>
              {item.name}
              <Nik value={item.nik} />
            </div>
          )}
        </QueueList>
      </div>
      <div className={styles.wide}>
        <Tabs
          label="Permohonan"
          selected={view}
          onSelect={setView}
          tabs={[
            {
              id: 'menunggu',
              label: 'Menunggu',
              count: 6,
              content: (
                <DataTable
                  caption="Permohonan yang menunggu"
                  columns={columns}
                  rows={queue.slice(0, 6)}
                  rowKey={(row) => row.id}
                />
              ),
            },
            { id: 'kembali', label: 'Dikembalikan', count: 2, content: <p>Dua permohonan dikembalikan.</p> },
            { id: 'semua', label: 'Semua', content: <p>Semua permohonan kantor ini.</p> },
          ]}
        />
      </div>
    </div>
  )
}
