import { Send } from 'lucide-react'
import type { SyncStatus } from '../../shared/contract/sync-calls.ts'
import { count } from '../../shared/display.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { useSession } from '../session/session.tsx'
import { useTimes } from '../session/times.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import styles from './sync.module.css'
import { progressParts, syncSentence } from './sync-sentence.ts'

/** Status of the connection to the centre, with the reason and the next automatic attempt. */
export function SyncStatusPanel({ status }: { status: SyncStatus }) {
  const { settings } = useSession()
  const times = useTimes()
  const now = useCallMutation('sync.now')
  const sentence = syncSentence(status, settings.timeZone)
  const hasConnection = status.connection !== 'training' && status.connection !== 'not-set'
  return (
    <section className={styles.state} aria-label="Sambungan ke pusat">
      <StatusBadge status={sentence.status}>{sentence.label}</StatusBadge>
      {status.connection === 'sending' ? (
        <div className={styles.progress}>
          <ProgressBar
            label={`Mengirim ${count(status.waiting)} permohonan`}
            {...(status.bytesTotal > 0 && {
              share: status.bytesSent / status.bytesTotal,
              detail: progressParts(status).join(' · '),
            })}
          />
        </div>
      ) : (
        <p>{sentence.parts.join(' · ')}</p>
      )}
      {sentence.explanation && <p className={styles.explanation}>{sentence.explanation}</p>}
      {status.nextAttemptAt && status.connection !== 'sending' && (
        <p className={styles.explanation}>
          Dicoba lagi dengan sendirinya pukul {times.timeOrDay(status.nextAttemptAt)}.
        </p>
      )}
      {hasConnection && (
        <Button
          icon={Send}
          shortcut="Ctrl+Enter"
          onPress={() => now.mutate({})}
          isPending={now.isPending || status.connection === 'sending'}
        >
          Kirim sekarang
        </Button>
      )}
      <FormProblem error={now.error} />
    </section>
  )
}
