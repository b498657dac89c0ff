import type { LogLine } from '../../shared/contract/office-calls.ts'
import { Loaded } from '../app/loaded.tsx'
import { usePages } from '../app/queries.ts'
import { useTimes } from '../app/times.ts'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { EmptyState } from '../ui/place-states.tsx'
import { actionName } from './action-names.ts'
import styles from './admin.module.css'

/** One of the two logs, newest first, a page at a time. */
export function LogLines({ log }: { log: 'journal.audit' | 'journal.access' }) {
  const times = useTimes()
  const pages = usePages(log, { before: null }, (lines) => {
    const last = lines.at(-1)
    return last && last.sequence > 1 ? { before: last.sequence } : undefined
  })
  const columns: Column<LogLine>[] = [
    { id: 'sequence', header: 'No.', align: 'end', cell: ({ sequence }) => sequence },
    { id: 'at', header: 'Waktu', cell: ({ at }) => times.moment(at) },
    { id: 'actor', header: 'Oleh', isRowHeader: true, cell: ({ actor }) => actor },
    { id: 'action', header: 'Tindakan', cell: ({ action }) => actionName(action) },
    {
      id: 'subject',
      header: 'Terhadap',
      cell: ({ subject }) => (subject === '' ? 'tidak tertentu' : <Identifier value={subject} />),
    },
  ]
  return (
    <Loaded query={pages} lines={12}>
      {({ pages: answered }) => (
        <div className={styles.main}>
          <DataTable
            caption="Jurnal"
            columns={columns}
            rows={answered.flat()}
            rowKey={({ sequence }) => String(sequence)}
            empty={<EmptyState title="Belum ada catatan">Catatan muncul begitu ada yang bekerja.</EmptyState>}
          />
          {pages.hasNextPage && (
            <div className={styles.more}>
              <Button
                shortcut="M"
                onPress={() => void pages.fetchNextPage()}
                isPending={pages.isFetchingNextPage}
              >
                Muat lagi
              </Button>
            </div>
          )}
        </div>
      )}
    </Loaded>
  )
}
