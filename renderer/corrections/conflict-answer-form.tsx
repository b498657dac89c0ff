import { useState } from 'react'
import type { ConflictView } from '../../shared/contract/correction-calls.ts'
import { isSixteenDigits } from '../../shared/nik.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { reasonFindings } from '../lib/reason-findings.ts'
import { Button } from '../ui/button.tsx'
import { DigitsField } from '../ui/digits-field.tsx'
import { ReasonField } from '../ui/reason-field.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { useToast } from '../ui/toasts.tsx'
import { correctionReasons } from './correction-reasons.ts'
import styles from './corrections.module.css'
import { numberFindings } from './number-findings.ts'

export type AnswerType = 'withdrawal' | 'nik-correction'

/**
 * Answers a conflict: withdraw here, or correct the NIK here, with the reason. The centre takes the first
 * answer of both offices.
 */
export function ConflictAnswerForm(props: { conflict: ConflictView; type: AnswerType; onClose: () => void }) {
  const { conflict, type, onClose } = props
  const { id } = conflict
  const [nik, setNik] = useState('')
  const [reason, setReason] = useState('')
  const [submitAttempted, setSubmitAttempted] = useState(false)
  const showToast = useToast()
  const answerConflict = useCallMutation('corrections.settle')
  useShortcuts([{ keys: 'Esc', label: 'Tutup', run: onClose, group: 'NIK ganda' }])

  const submit = () => {
    setSubmitAttempted(true)
    if (reason.trim() === '' || (type === 'nik-correction' && !isSixteenDigits(nik))) return
    answerConflict.mutate(
      { id, answer: type === 'withdrawal' ? { type } : { type, nik }, reason: reason.trim() },
      {
        onSuccess: () => {
          showToast({ text: 'Keputusan dikirim ke pusat; berlaku begitu pusat menjawab.' })
          onClose()
        },
      },
    )
  }
  return (
    <div className={styles.form}>
      {type === 'nik-correction' && (
        <DigitsField
          label="NIK yang benar"
          value={nik}
          onChange={setNik}
          autoFocus
          findings={numberFindings(nik, submitAttempted)}
        />
      )}
      <ReasonField
        label="Alasan"
        reasons={correctionReasons[type]}
        value={reason}
        onChange={setReason}
        onConfirm={submit}
        autoFocus={type === 'withdrawal'}
        findings={reasonFindings(reason, submitAttempted)}
      />
      <div className={styles.buttons}>
        <Button
          variant="primary"
          shortcut="Enter"
          shortcutActive={false}
          isPending={answerConflict.isPending}
          onPress={submit}
        >
          {type === 'withdrawal' ? 'Cabut usulan di sini' : 'Betulkan NIK di sini'}
        </Button>
        <Button shortcut="Esc" shortcutActive={false} onPress={onClose}>
          Tidak jadi
        </Button>
      </div>
      <FormProblem error={answerConflict.error} />
    </div>
  )
}
