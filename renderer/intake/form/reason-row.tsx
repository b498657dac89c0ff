import { useState } from 'react'
import type { Finding } from '../../../shared/validation/finding.ts'
import { ReasonField } from '../../ui/reason-field.tsx'
import styles from './form.module.css'

/** Usual reasons to override a finding. */
const overrideReasons = ['Sesuai KTP dan KK asli', 'Sesuai KK, KTP belum diperbarui', 'Sesuai surat Dukcapil']

/** Asks for the reason to override a finding; the verifier reads it. Esc closes without one. */
export function ReasonRow(props: {
  finding: Finding
  onAnswer: (reason: string) => void
  /** Esc: the focus returns to the field. */
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
