import type { Account } from '../../shared/contract/account-calls.ts'
import type { BackupFile } from '../../shared/contract/office-calls.ts'
import type { SyncStatus } from '../../shared/contract/sync-calls.ts'
import { count } from '../../shared/display.ts'
import { problemSentence } from '../../shared/problems.ts'
import { Loaded } from '../api/loaded.tsx'
import { useCallQuery } from '../api/queries.ts'
import { Link } from '../lib/link.tsx'
import type { Route } from '../lib/route.ts'
import { FindingRow } from '../ui/finding-row.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import styles from './home.module.css'
import { HomeSection } from './section.tsx'

/** Days after which the last backup is a concern. */
const maxBackupAgeDays = 7

interface Concern {
  text: string
  to: Route
  linkText: string
}

/** Tasks of the administrator, each with a link to where it is done. */
export function AdministratorTasks() {
  const sync = useCallQuery('sync.status', {})
  const accounts = useCallQuery('accounts.list', {})
  const backups = useCallQuery('backups.list', {})
  return (
    <HomeSection title="Perlu diurus">
      <Loaded query={sync} rows={3}>
        {(status) => (
          <Loaded query={accounts} rows={3}>
            {(people) => (
              <Loaded query={backups} rows={3}>
                {(files) => (
                  <Concerns
                    concerns={[...syncConcerns(status), ...accountConcerns(people), ...backupConcerns(files)]}
                  />
                )}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </HomeSection>
  )
}

function Concerns({ concerns }: { concerns: Concern[] }) {
  if (concerns.length === 0) {
    return (
      <EmptyState title="Tidak ada yang perlu diurus">
        Sambungan, cadangan, dan akun kantor ini dalam keadaan baik.
      </EmptyState>
    )
  }
  return (
    <ul className={styles.concerns}>
      {concerns.map(({ text, to, linkText }) => (
        <li key={text} className={styles.concern}>
          <FindingRow finding={{ code: linkText, level: 'warning', text }} />
          <Link to={to}>{linkText}</Link>
        </li>
      ))}
    </ul>
  )
}

function syncConcerns({ connection, problem, refused }: SyncStatus): Concern[] {
  const concerns: Concern[] = []
  const centre: Route = { screen: 'settings', page: 'pusat' }
  if (connection === 'not-set')
    concerns.push({ text: 'Sambungan ke pusat belum diatur.', to: centre, linkText: 'Atur sambungan' })
  if (connection === 'refused' && problem)
    concerns.push({ text: problemSentence(problem), to: centre, linkText: 'Periksa sambungan' })
  if (refused > 0) {
    concerns.push({
      text: `${count(refused)} permohonan ditolak pusat.`,
      to: { screen: 'sync' },
      linkText: 'Lihat alasannya',
    })
  }
  return concerns
}

function accountConcerns(accounts: readonly Account[]): Concern[] {
  const administrators = accounts.filter(({ active, roles }) => active && roles.includes('admin'))
  if (administrators.length > 1) return []
  return [
    {
      text: 'Hanya satu admin TI yang aktif. Bila ia berhalangan, tidak ada yang dapat mengganti kata sandi.',
      to: { screen: 'settings', page: 'akun' },
      linkText: 'Tambah admin TI',
    },
  ]
}

function backupConcerns(backups: readonly BackupFile[]): Concern[] {
  const since = Date.now() - maxBackupAgeDays * 86_400_000
  if (backups.some(({ madeAt }) => Date.parse(madeAt) > since)) return []
  return [
    {
      text:
        backups.length === 0
          ? 'Belum ada cadangan.'
          : `Cadangan terakhir lebih dari ${maxBackupAgeDays} hari lalu.`,
      to: { screen: 'settings', page: 'cadangan' },
      linkText: 'Buat cadangan',
    },
  ]
}
