import { useState } from 'react'
import type { Finding } from '../../../shared/validation/finding.ts'
import { ReasonField } from '../../ui/reason-field.tsx'
import styles from './form.module.css'

/** What is true of almost every value that a rule doubts and a card confirms. */
const overrideReasons = ['Sesuai KTP dan KK asli', 'Sesuai KK, KTP belum diperbarui', 'Sesuai surat Dukcapil']

/** Asks why a value is right although a rule doubts it; the verifier reads the reason. Esc leaves it open. */
export function ReasonRow(props: {
  finding: Finding
  onAnswer: (reason: string) => void
  /** Esc: back to what the finding is about. */
  onClose: () => void
}) {
  const { finding, onAnswer, onClose } = props
  const [reason, setReason] = useState(finding.answer ?? '')
  return (
    <fieldset
      className={styles.reason}
      aria-label="Alasan"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <ReasonField
        label="Mengapa ini benar? Enter menyimpan, Esc menutup"
        reasons={overrideReasons}
        value={reason}
        onChange={setReason}
        onConfirm={() => onAnswer(reason)}
        autoFocus
      />
    </fieldset>
  )
}
