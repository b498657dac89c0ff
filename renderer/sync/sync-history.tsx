import type { SyncRun } from '../../shared/contract/sync-calls.ts'
import { clockTime, count, dataSize } from '../../shared/display.ts'
import { problemSentence } from '../../shared/problems.ts'
import { LoadMore } from '../api/load-more.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallPages } from '../api/queries.ts'
import { useSession } from '../session/session.tsx'
import { useTimes } from '../session/times.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import styles from './sync.module.css'

/** Past synchronisations: time, sent, received, and what interrupted them. */
export function SyncHistory() {
  const columns = useColumns()
  const pages = useCallPages('sync.history', { offset: 0 }, ({ total }, all) => {
    const shown = all.reduce((sum, page) => sum + page.runs.length, 0)
    return shown < total ? { offset: shown } : undefined
  })
  return (
    <Loaded query={pages} rows={6}>
      {({ pages: answered }) => (
        <>
          <DataTable
            caption="Riwayat sinkronisasi"
            columns={columns}
            rows={answered.flatMap((page) => page.runs)}
            rowKey={({ beganAt, endedAt }) => `${beganAt} ${endedAt}`}
            empty={
              <EmptyState title="Belum ada sinkronisasi">
                Setiap kali ada yang dikirim, diterima, atau terputus, catatannya tampil di sini.
              </EmptyState>
            }
          />
          <LoadMore pages={pages} />
        </>
      )}
    </Loaded>
  )
}

function useColumns(): Column<SyncRun>[] {
  const times = useTimes()
  const { timeZone } = useSession().settings
  /** The end is shown only where it is another minute: most runs take seconds. */
  const span = ({ beganAt, endedAt }: SyncRun): string => {
    const [began, ended] = [times.timeOrDay(beganAt), clockTime(endedAt, timeZone)]
    return began.endsWith(ended) ? began : `${began} sampai ${ended}`
  }
  return [
    { id: 'time', header: 'Waktu', isRowHeader: true, cell: span },
    { id: 'delivered', header: 'Diterima pusat', align: 'end', cell: ({ delivered }) => count(delivered) },
    { id: 'refused', header: 'Ditolak', align: 'end', cell: ({ refused }) => count(refused) },
    { id: 'bytes', header: 'Pindaian', align: 'end', cell: ({ bytesSent }) => dataSize(bytesSent) },
    { id: 'received', header: 'Kabar masuk', align: 'end', cell: ({ received }) => count(received) },
    {
      id: 'outcome',
      header: 'Akhirnya',
      cell: ({ problem }) => (
        <p className={styles.refusal}>
          {problem === null ? 'Tuntas.' : problemSentence({ code: problem, data: {} })}
        </p>
      ),
    },
  ]
}
