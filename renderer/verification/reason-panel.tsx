import { useRef, useState } from 'react'
import { Button as PlainButton } from 'react-aria-components/Button'
import { outcomeNames } from '../../shared/status.ts'
import { Button } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './decision-foot.module.css'
import { quickReasons, type ReasonedOutcome } from './quick-reasons.ts'

/**
 * Asks why. In the still empty field a number takes one of the usual reasons, which can then be added to;
 * letters write one of one's own. Enter decides.
 */
export function ReasonPanel(props: {
  outcome: ReasonedOutcome
  initial: string
  onDecide: (reason: string) => void
  onClose: () => void
}) {
  const { outcome, initial, onDecide, onClose } = props
  const [reason, setReason] = useState(initial)
  const [isMissing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const reasons = quickReasons[outcome]

  const take = (quick: string) => {
    setReason(quick)
    setMissing(false)
    field.current?.focus()
  }
  const decide = () => {
    if (reason.trim() === '') {
      setMissing(true)
      field.current?.focus()
    } else onDecide(reason.trim())
  }
  // Whoever has taken a reason and presses another number has changed their mind.
  const isUntouched = reason === '' || reasons.includes(reason)
  const type = (typed: string) => {
    const quick = isUntouched ? reasons[Number(typed.at(-1)) - 1] : undefined
    const isDigit = typed.length === reason.length + 1 && quick !== undefined
    setReason(isDigit ? quick : typed)
    setMissing(false)
  }
  useShortcuts([{ keys: 'Esc', label: 'Tutup alasan', run: onClose, group: 'Alasan' }])

  return (
    <fieldset className={styles.panel} aria-label={`Alasan ${outcomeNames[outcome].toLowerCase()}`}>
      <div className={styles.reasons}>
        {reasons.map((quick, place) => (
          <PlainButton key={quick} className={styles.reason ?? ''} onPress={() => take(quick)}>
            <KeyCap keys={String(place + 1)} />
            {quick}
          </PlainButton>
        ))}
      </div>
      <TextField
        label={`Alasan ${outcomeNames[outcome].toLowerCase()}`}
        labelHint={`1 sampai ${reasons.length}, atau tulis sendiri`}
        value={reason}
        maxLength={500}
        autoFocus
        onChange={type}
        onConfirm={decide}
        inputRef={field}
        findings={
          isMissing
            ? [{ code: 'reason-missing', level: 'error', text: 'Pilih atau tulis alasannya dahulu.' }]
            : []
        }
      />
      <div className={styles.buttons}>
        <Button variant="primary" shortcut="Enter" shortcutActive={false} onPress={decide}>
          {outcomeNames[outcome]}
        </Button>
        <Button variant="quiet" shortcut="Esc" shortcutActive={false} onPress={onClose}>
          Tidak jadi
        </Button>
      </div>
    </fieldset>
  )
}
