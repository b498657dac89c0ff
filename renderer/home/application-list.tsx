import { statusNames } from '../../shared/status.ts'
import { LoadMore } from '../api/load-more.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallPages } from '../api/queries.ts'
import { navigate } from '../lib/router.ts'
import { useHasRole } from '../session/session.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { ApplicationRows } from './application-rows.tsx'
import styles from './applications.module.css'
import type { StatusTab } from './status-tab.ts'

/** The applications of one status, last changed first, paginated. */
export function ApplicationList({ status }: { status: StatusTab }) {
  const statuses = status === 'semua' ? [] : [status]
  const pages = useCallPages('applications.list', { statuses, after: null }, ({ applications, more }) => {
    const last = applications.at(-1)
    return more && last ? { statuses, after: { updatedAt: last.updatedAt, id: last.id } } : undefined
  })
  const hasRole = useHasRole()
  const begin = {
    label: 'Permohonan baru',
    run: () => navigate({ screen: 'new-application' }),
  }
  return (
    <Loaded query={pages} rows={12}>
      {({ pages: answered }) => {
        const applications = answered.flatMap((page) => page.applications)
        if (applications.length === 0) {
          return (
            <EmptyState
              title={
                status === 'semua'
                  ? 'Belum ada permohonan'
                  : `Tidak ada yang ${statusNames[status].toLowerCase()}`
              }
              {...(hasRole('petugas') && { next: begin })}
            >
              {status === 'semua' ? 'Mulai dengan permohonan baru: tekan F2 di layar mana pun.' : ''}
            </EmptyState>
          )
        }
        return (
          <div className={styles.list}>
            <ApplicationRows label="Permohonan" applications={applications} />
            <LoadMore pages={pages} />
          </div>
        )
      }}
    </Loaded>
  )
}
