import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { QueuedCase } from '../../shared/contract/verification-calls.ts'
import { outcomeNames } from '../../shared/status.ts'
import { Button } from '../ui/button.tsx'
import { FindingRow } from '../ui/finding-row.tsx'
import styles from './decision-bar.module.css'
import type { ReasonedOutcome } from './decision-reasons.ts'
import { ReasonPanel } from './reason-panel.tsx'
import type { VerificationQueue } from './use-queue.ts'

const group = 'Keputusan'

/** Decision buttons, one key each. No confirmation: a decision takes effect only when it is signed. */
export function DecisionBar(props: {
  queuedCase: QueuedCase
  queue: VerificationQueue
  isReady: boolean
  onLeave: () => void
}) {
  const { queuedCase, queue, isReady, onLeave } = props
  const [asking, setAsking] = useState<ReasonedOutcome>()
  const begin = (outcome: ReasonedOutcome) => () => isReady && setAsking(outcome)
  const approve = () => isReady && queue.decide(queuedCase, { outcome: 'setuju', reason: '' })

  if (queuedCase.own) {
    return (
      <footer className={styles.bar}>
        <FindingRow
          finding={{
            code: 'own',
            level: 'information',
            text: 'Anda sendiri yang mengajukan permohonan ini, jadi verifikator lain yang memutuskan.',
          }}
        />
        <div className={styles.decisions}>
          <TakeBackButton queue={queue} />
        </div>
      </footer>
    )
  }
  if (asking) {
    return (
      <footer className={styles.bar}>
        <ReasonPanel
          outcome={asking}
          initial={queuedCase.pending?.outcome === asking ? queuedCase.pending.reason : ''}
          onDecide={(reason) => queue.decide(queuedCase, { outcome: asking, reason })}
          onClose={() => {
            setAsking(undefined)
            onLeave()
          }}
        />
      </footer>
    )
  }
  return (
    <footer className={styles.bar}>
      {queuedCase.pending && (
        <p className={styles.pending} role="status">
          Keputusan Anda: <strong>{outcomeNames[queuedCase.pending.outcome]}</strong>
          {queuedCase.pending.reason !== '' && `. ${queuedCase.pending.reason}`}
        </p>
      )}
      <div className={styles.decisions}>
        <Button variant="primary" shortcut="S" shortcutGroup={group} onPress={approve}>
          Setuju
        </Button>
        <Button shortcut="K" shortcutGroup={group} onPress={begin('kembalikan')}>
          Kembalikan
        </Button>
        <Button shortcut="T" shortcutGroup={group} onPress={begin('tolak')}>
          Tolak
        </Button>
        <TakeBackButton queue={queue} />
      </div>
    </footer>
  )
}

function TakeBackButton({ queue }: { queue: VerificationQueue }) {
  return (
    <Button
      variant="quiet"
      size="small"
      icon={Undo2}
      shortcut="U"
      shortcutGroup={group}
      isDisabled={!queue.takeBack}
      onPress={() => queue.takeBack?.()}
    >
      Ambil kembali
    </Button>
  )
}
