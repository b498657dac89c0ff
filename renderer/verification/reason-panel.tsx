import { useState } from 'react'
import { outcomeNames } from '../../shared/status.ts'
import { reasonFindings } from '../lib/reason-findings.ts'
import { Button } from '../ui/button.tsx'
import { ReasonField } from '../ui/reason-field.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import styles from './decision-bar.module.css'
import { decisionReasons, type ReasonedOutcome } from './decision-reasons.ts'

/** Asks for the reason of a return or rejection, which the clerk and the family read. Enter decides. */
export function ReasonPanel(props: {
  outcome: ReasonedOutcome
  initial: string
  onDecide: (reason: string) => void
  onClose: () => void
}) {
  const { outcome, initial, onDecide, onClose } = props
  const [reason, setReason] = useState(initial)
  const [submitAttempted, setSubmitAttempted] = useState(false)
  const decide = () => {
    if (reason.trim() === '') setSubmitAttempted(true)
    else onDecide(reason.trim())
  }
  useShortcuts([{ keys: 'Esc', label: 'Tutup alasan', run: onClose, group: 'Keputusan' }])

  return (
    <>
      <ReasonField
        label={`Alasan ${outcomeNames[outcome].toLowerCase()}`}
        reasons={decisionReasons[outcome]}
        value={reason}
        autoFocus
        onChange={(typed) => {
          setReason(typed)
          setSubmitAttempted(false)
        }}
        onConfirm={decide}
        findings={reasonFindings(reason, submitAttempted)}
      />
      <div className={styles.buttons}>
        <Button variant="primary" shortcut="Enter" shortcutActive={false} onPress={decide}>
          {outcomeNames[outcome]}
        </Button>
        <Button variant="quiet" shortcut="Esc" shortcutActive={false} onPress={onClose}>
          Tidak jadi
        </Button>
      </div>
    </>
  )
}
