import { Ban, IdCard, UsersRound } from 'lucide-react'
import { useState } from 'react'
import type { EventView } from '../../shared/contract/correction-calls.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { useCallQuery } from '../api/queries.ts'
import { useHasRole } from '../session/session.tsx'
import { useTimes } from '../session/times.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { CorrectionDialog } from './correction-dialog.tsx'
import styles from './corrections.module.css'
import { eventSentence } from './event-sentence.ts'

/** Corrections and withdrawals after approval, with buttons for the verifier. */
export function AfterApproval(props: {
  id: string
  form: ApplicationForm
  today: string
  /** The application was changed. */
  onChanged: () => void
}) {
  const { id, form } = props
  const hasRole = useHasRole()
  const times = useTimes()
  const [dialog, setDialog] = useState<EventView['type']>()
  const { data } = useCallQuery('corrections.events', { id })
  const canAct = (data?.canCorrect ?? false) && hasRole('verifikator')
  if (!data || (data.events.length === 0 && !canAct)) return null
  const nameOf = (memberId: string | null) => form.members.find((member) => member.id === memberId)?.name
  return (
    <Panel title="Setelah disetujui">
      <div className={styles.form}>
        {data.events.length > 0 && (
          <ul className={styles.events}>
            {data.events.map((event) => (
              <li key={event.id}>
                <p>{eventSentence(event, nameOf(event.memberId))}</p>
                <p className={styles.quiet}>
                  {event.reason} Oleh {event.officer}, {times.timeOrDay(event.at)}
                </p>
              </li>
            ))}
          </ul>
        )}
        {canAct && (
          <div className={styles.buttons}>
            <Button size="small" icon={IdCard} shortcut="Alt+N" onPress={() => setDialog('nik-correction')}>
              Betulkan NIK
            </Button>
            <Button
              size="small"
              icon={UsersRound}
              shortcut="Alt+K"
              onPress={() => setDialog('no-kk-correction')}
            >
              Betulkan No. KK
            </Button>
            <Button size="small" icon={Ban} shortcut="Alt+X" onPress={() => setDialog('withdrawal')}>
              Cabut
            </Button>
          </div>
        )}
      </div>
      {dialog && (
        <CorrectionDialog
          id={id}
          form={form}
          type={dialog}
          today={props.today}
          onClose={() => setDialog(undefined)}
          onDone={() => {
            setDialog(undefined)
            props.onChanged()
          }}
        />
      )}
    </Panel>
  )
}
