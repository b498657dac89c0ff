import { useState } from 'react'
import type { EventView } from '../../shared/contract/correction-calls.ts'
import type { ApplicationForm, MemberForm } from '../../shared/form.ts'
import { isSixteenDigits } from '../../shared/nik.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { reasonFindings } from '../lib/reason-findings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DigitsField } from '../ui/digits-field.tsx'
import { ReasonField } from '../ui/reason-field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useToast } from '../ui/toasts.tsx'
import { correctionReasons } from './correction-reasons.ts'
import styles from './corrections.module.css'
import { nikFindings, numberFindings } from './number-findings.ts'
import { useCorrection } from './use-correction.ts'

const texts: Record<EventView['type'], { title: string; explanation: string; action: string; done: string }> =
  {
    'nik-correction': {
      title: 'Betulkan NIK',
      explanation: 'NIK lama tetap dapat dicari, dan pusat mencatat keduanya.',
      action: 'Betulkan NIK',
      done: 'NIK dibetulkan dan dikirim ke pusat.',
    },
    'no-kk-correction': {
      title: 'Betulkan No. KK',
      explanation: 'No. KK lama tetap dapat dicari, dan pusat mencatat keduanya.',
      action: 'Betulkan No. KK',
      done: 'No. KK dibetulkan dan dikirim ke pusat.',
    },
    withdrawal: {
      title: 'Cabut setelah disetujui',
      explanation: 'Yang dicabut tidak diusulkan lagi di pusat. Datanya tetap dapat dicari.',
      action: 'Cabut',
      done: 'Pencabutan dicatat dan dikirim ke pusat.',
    },
  }

/** Option of a withdrawal for the whole application instead of one member. */
const wholeApplication = 'semua'

export type CorrectionDialogProps = {
  type: EventView['type']
  id: string
  form: ApplicationForm
  /** The office's day, YYYY-MM-DD. */
  today: string
  onClose: () => void
  onDone: () => void
}

/** Dialog for a correction or withdrawal after approval, with its reason; sent to the centre too. */
export function CorrectionDialog({ type, id, form, today, onClose, onDone }: CorrectionDialogProps) {
  const [memberId, setMemberId] = useState(
    type === 'withdrawal' ? wholeApplication : (form.members[0]?.id ?? ''),
  )
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [submitAttempted, setSubmitAttempted] = useState(false)
  const showToast = useToast()
  const correction = useCorrection(type)
  const { title, explanation, action, done } = texts[type]
  const isComplete = reason.trim() !== '' && (type === 'withdrawal' || isSixteenDigits(number))

  const submit = () => {
    setSubmitAttempted(true)
    if (!isComplete) return
    const member = memberId === wholeApplication ? undefined : memberId
    correction.send({ id, memberId: member, number, reason: reason.trim() }, () => {
      showToast({ text: done })
      onDone()
    })
  }
  const member = form.members.find((candidate) => candidate.id === memberId)

  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button shortcut="Esc" onPress={onClose}>
            Tidak jadi
          </Button>
          <Button
            variant={type === 'withdrawal' ? 'danger' : 'primary'}
            shortcut="Ctrl+Enter"
            isPending={correction.isPending}
            onPress={submit}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.quiet}>{explanation}</p>
        {type !== 'no-kk-correction' && (
          <MemberField type={type} members={form.members} value={memberId} onChange={setMemberId} />
        )}
        {type !== 'withdrawal' && (
          <DigitsField
            label={type === 'nik-correction' ? 'NIK yang benar' : 'No. KK yang benar'}
            value={number}
            onChange={setNumber}
            autoFocus={type === 'no-kk-correction'}
            findings={[
              ...numberFindings(number, submitAttempted),
              ...(type === 'nik-correction' ? nikFindings(number, member, today) : []),
            ]}
          />
        )}
        <ReasonField
          label="Alasan"
          reasons={correctionReasons[type]}
          value={reason}
          onChange={setReason}
          onConfirm={submit}
          findings={reasonFindings(reason, submitAttempted)}
        />
        <FormProblem error={correction.error} />
      </div>
    </Dialog>
  )
}

type MemberFieldProps = {
  type: EventView['type']
  members: readonly MemberForm[]
  value: string
  onChange: (memberId: string) => void
}

/** The member to correct; for a withdrawal one of the proposed members, or the whole application. */
function MemberField({ type, members, value, onChange }: MemberFieldProps) {
  const toOption = ({ id, name }: MemberForm) => ({ code: id, label: name })
  if (type !== 'withdrawal') {
    return (
      <SelectField
        label="Anggota"
        value={value}
        onChange={onChange}
        options={members.map(toOption)}
        autoFocus
      />
    )
  }
  const proposed = members.filter((member) => member.proposed).map(toOption)
  return (
    <SelectField
      label="Yang dicabut"
      value={value}
      onChange={onChange}
      options={[{ code: wholeApplication, label: 'Seluruh permohonan' }, ...proposed]}
      autoFocus
    />
  )
}
