import { Loaded } from '../api/loaded.tsx'
import { useCallQuery } from '../api/queries.ts'
import { Screen } from '../lib/screen.tsx'
import { useHasRole, useSession } from '../session/session.tsx'
import { useTimes } from '../session/times.ts'
import { AdministratorTasks } from './administrator-tasks.tsx'
import { ClerkTasks } from './clerk-tasks.tsx'
import { BackupFact, SubmittedFact, SyncFact } from './facts.tsx'
import styles from './home.module.css'
import { VerifierTasks } from './verifier-tasks.tsx'

/** Home screen: the tasks of the person's roles, and the status of the office. */
export function HomeScreen() {
  const { office } = useSession()
  const hasRole = useHasRole()
  const summary = useCallQuery('home.summary', {})
  const times = useTimes()
  return (
    <Screen title="Beranda" lead={`${office.name} · ${times.day(new Date().toISOString())}`}>
      <div className={styles.columns}>
        <div className={styles.tasks}>
          <Loaded query={summary} rows={8}>
            {(value) => (
              <>
                {hasRole('petugas') && <ClerkTasks summary={value} />}
                {hasRole('verifikator') && <VerifierTasks summary={value} />}
                {hasRole('admin') && <AdministratorTasks />}
              </>
            )}
          </Loaded>
        </div>
        <aside className={styles.facts} aria-label="Keadaan kantor">
          {hasRole('petugas') && <SubmittedFact submittedToday={summary.data?.submittedToday} />}
          <SyncFact />
          {hasRole('admin') && <BackupFact />}
        </aside>
      </div>
    </Screen>
  )
}
