import { ListChecks } from 'lucide-react'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { count } from '../../shared/display.ts'
import { navigate } from '../lib/router.ts'
import { useTimes } from '../session/times.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import styles from './home.module.css'
import { HomeSection } from './section.tsx'

/** Tasks of a verifier: number of waiting cases and the age of the oldest. */
export function VerifierTasks({ summary }: { summary: CallOutput<'home.summary'> }) {
  const { waitingForVerification, oldestWaiting } = summary
  const times = useTimes()
  return (
    <HomeSection title="Menunggu verifikasi" total={waitingForVerification}>
      {waitingForVerification === 0 ? (
        <EmptyState title="Tidak ada yang menunggu">
          Permohonan yang diajukan loket muncul di sini dengan sendirinya, yang paling lama di atas.
        </EmptyState>
      ) : (
        <div className={styles.start}>
          <Button
            variant="primary"
            size="large"
            icon={ListChecks}
            shortcut="V"
            onPress={() => navigate({ screen: 'verification' })}
          >
            Mulai verifikasi
          </Button>
          <span className={styles.hint}>
            {count(waitingForVerification)} permohonan
            {oldestWaiting && `, yang tertua diajukan ${times.daysAgo(oldestWaiting)}`}
          </span>
        </div>
      )}
    </HomeSection>
  )
}
