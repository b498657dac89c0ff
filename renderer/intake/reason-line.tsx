import { useState } from 'react'
import type { Finding } from '../../shared/examination/finding.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './form.module.css'

/** What is true of almost every value that a rule doubts and a card confirms. */
const quickReasons = ['Sesuai KTP dan KK asli', 'Sesuai KK, KTP belum diperbarui', 'Sesuai surat Dukcapil']

/** Asks why a value is right although a rule doubts it; the verifier reads the reason. Esc leaves it open. */
export function ReasonLine(props: {
  finding: Finding
  onAnswer: (reason: string) => void
  onClose: () => void
  /** Takes the focus back to what the finding is about, where Enter has not taken it on already. */
  onReturn: () => void
}) {
  const { finding, onAnswer, onClose, onReturn } = props
  const [reason, setReason] = useState(finding.answer ?? '')
  return (
    <fieldset
      className={styles.reason}
      aria-label="Alasan"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
        onReturn()
      }}
    >
      <TextField
        label="Mengapa ini benar?"
        labelHint="Enter menyimpan, Esc menutup"
        value={reason}
        onChange={setReason}
        onConfirm={() => onAnswer(reason)}
        autoFocus
      />
      <div className={styles.quickReasons}>
        {quickReasons.map((quick, place) => (
          <Button
            key={quick}
            variant="quiet"
            size="small"
            shortcut={`Alt+${place + 1}`}
            shortcutGroup="Temuan"
            onPress={() => {
              onAnswer(quick)
              onReturn()
            }}
          >
            {quick}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
