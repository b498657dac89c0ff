import { count } from '../../shared/display.ts'
import { useCallQuery } from '../api/queries.ts'
import { Link } from '../lib/link.tsx'
import { useSession } from '../session/session.tsx'
import { useTimes } from '../session/times.ts'
import { syncSentence } from '../sync/sync-sentence.ts'
import { StatusBadge } from '../ui/status-badge.tsx'
import styles from './home.module.css'

/** Number of applications submitted today. */
export function SubmittedFact({ submittedToday }: { submittedToday: number | undefined }) {
  return (
    <div className={styles.fact}>
      <h2>Diajukan hari ini</h2>
      <p className={styles.number}>{submittedToday === undefined ? '–' : count(submittedToday)}</p>
    </div>
  )
}

/** Sync status, with a link to its screen. */
export function SyncFact() {
  const { settings } = useSession()
  const { data } = useCallQuery('sync.status', {})
  const sentence = data && syncSentence(data, settings.timeZone)
  return (
    <div className={styles.fact}>
      <h2>Kiriman ke pusat</h2>
      {sentence && (
        <>
          <StatusBadge status={sentence.status}>{sentence.label}</StatusBadge>
          <p className={styles.hint}>{sentence.parts.join(' · ')}</p>
        </>
      )}
      <Link to={{ screen: 'sync' }}>Lihat kiriman</Link>
    </div>
  )
}

/** Time of the last backup, or that there is none. */
export function BackupFact() {
  const { data } = useCallQuery('backups.list', {})
  const times = useTimes()
  const last =
    data &&
    (data
      .map(({ madeAt }) => madeAt)
      .sort()
      .at(-1) ??
      '')
  return (
    <div className={styles.fact}>
      <h2>Cadangan terakhir</h2>
      {last === '' && <StatusBadge status="periksa">Belum ada cadangan</StatusBadge>}
      {last && <p>{times.moment(last)}</p>}
      <Link to={{ screen: 'settings', page: 'cadangan' }}>Buka cadangan</Link>
    </div>
  )
}
