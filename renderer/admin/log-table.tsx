import type { Account } from '../../shared/contract/account-calls.ts'
import type { LogEntry } from '../../shared/contract/office-calls.ts'
import { LoadMore } from '../api/load-more.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallPages, useCallQuery } from '../api/queries.ts'
import { Link } from '../lib/link.tsx'
import { routeOfPath } from '../lib/route.ts'
import { useTimes } from '../session/times.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { actionName } from './action-names.ts'
import styles from './admin.module.css'

/** One of the two logs, newest first, paginated. */
export function LogTable({ log }: { log: 'journal.audit' | 'journal.access' }) {
  const times = useTimes()
  const accounts = useCallQuery('accounts.list', {})
  const pages = useCallPages(log, { before: null }, (rows) => {
    const last = rows.at(-1)
    return last && last.sequence > 1 ? { before: last.sequence } : undefined
  })
  const columns: Column<LogEntry>[] = [
    { id: 'sequence', header: 'No.', align: 'end', cell: ({ sequence }) => sequence },
    { id: 'at', header: 'Waktu', cell: ({ at }) => times.moment(at) },
    { id: 'actor', header: 'Oleh', isRowHeader: true, cell: ({ actor }) => actor },
    { id: 'action', header: 'Tindakan', cell: ({ action }) => actionName(action) },
    {
      id: 'subject',
      header: 'Terhadap',
      cell: ({ subject }) => <Subject subject={subject} accounts={accounts.data ?? []} />,
    },
  ]
  return (
    <Loaded query={pages} rows={12}>
      {({ pages: answered }) => (
        <div className={styles.main}>
          <DataTable
            caption="Jurnal"
            columns={columns}
            rows={answered.flat()}
            rowKey={({ sequence }) => String(sequence)}
            empty={<EmptyState title="Belum ada catatan">Catatan muncul begitu ada yang bekerja.</EmptyState>}
          />
          <LoadMore pages={pages} />
        </div>
      )}
    </Loaded>
  )
}

/** Subject of an entry: an account by name, an application by number or, without one, by a link. */
function Subject({ subject, accounts }: { subject: string; accounts: readonly Account[] }) {
  if (subject === '') return '–'
  const account = accounts.find(({ id }) => id === subject)
  if (account) return `akun ${account.name}`
  const route = routeOfPath(`/permohonan/${subject}`)
  if (route.screen === 'application') return <Link to={route}>permohonan tanpa nomor</Link>
  return <Identifier value={subject} />
}
