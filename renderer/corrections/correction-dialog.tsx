import { useState } from 'react'
import type { CallInput } from '../../shared/contract/contract.ts'
import type { EventView } from '../../shared/contract/correction-calls.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { isSixteenDigits } from '../../shared/nik.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DigitsField } from '../ui/digits-field.tsx'
import { ReasonField } from '../ui/reason-field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useToast } from '../ui/toasts.tsx'
import { correctionReasons } from './correction-reasons.ts'
import styles from './corrections.module.css'
import { nikFindings, numberFindings } from './number-findings.ts'

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

/** Everybody of the family, in the choice of whom a withdrawal is about. */
const wholeApplication = 'semua'

/** Asks what is right from now on and why; the office's books and the centre's change together. */
export function CorrectionDialog(props: {
  type: EventView['type']
  id: string
  form: ApplicationForm
  today: string
  onClose: () => void
  onDone: () => void
}) {
  const { type, id, form, onClose } = props
  const proposed = form.members.filter((member) => member.proposed)
  const [memberId, setMemberId] = useState(
    type === 'withdrawal' ? wholeApplication : (form.members[0]?.id ?? ''),
  )
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [submitAttempted, setSubmitAttempted] = useState(false)
  const showToast = useToast()
  const withdraw = useCallMutation('corrections.withdraw')
  const correctNik = useCallMutation('corrections.correct-nik')
  const correctNoKk = useCallMutation('corrections.correct-no-kk')
  const mutations = { withdrawal: withdraw, 'nik-correction': correctNik, 'no-kk-correction': correctNoKk }
  const { title, explanation, action, done } = texts[type]
  const onDone = {
    onSuccess: () => {
      showToast({ text: done })
      props.onDone()
    },
  }
  const isComplete = reason.trim() !== '' && (type === 'withdrawal' || isSixteenDigits(number))

  const submit = () => {
    setSubmitAttempted(true)
    if (!isComplete) return
    const why = reason.trim()
    if (type === 'withdrawal') {
      const input: CallInput<'corrections.withdraw'> = { id, reason: why, memberId: null }
      withdraw.mutate(memberId === wholeApplication ? input : { ...input, memberId }, onDone)
    } else if (type === 'nik-correction') {
      correctNik.mutate({ id, memberId, nik: number, reason: why }, onDone)
    } else {
      correctNoKk.mutate({ id, noKk: number, reason: why }, onDone)
    }
  }
  const people = (type === 'withdrawal' ? proposed : form.members).map((member) => ({
    code: member.id,
    label: member.name,
  }))
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
            isPending={mutations[type].isPending}
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
          <SelectField
            label={type === 'withdrawal' ? 'Yang dicabut' : 'Anggota'}
            value={memberId}
            onChange={setMemberId}
            options={
              type === 'withdrawal'
                ? [{ code: wholeApplication, label: 'Seluruh permohonan' }, ...people]
                : people
            }
            autoFocus
          />
        )}
        {type !== 'withdrawal' && (
          <DigitsField
            label={type === 'nik-correction' ? 'NIK yang benar' : 'No. KK yang benar'}
            value={number}
            onChange={setNumber}
            autoFocus={type === 'no-kk-correction'}
            findings={[
              ...numberFindings(number, submitAttempted),
              ...(type === 'nik-correction' ? nikFindings(number, member, props.today) : []),
            ]}
          />
        )}
        <ReasonField
          label="Alasan"
          reasons={correctionReasons[type]}
          value={reason}
          onChange={setReason}
          onConfirm={submit}
          findings={
            submitAttempted && reason.trim() === ''
              ? [{ code: 'reason-missing', level: 'error', text: 'Pilih atau tulis alasannya dahulu.' }]
              : []
          }
        />
        <FormProblem error={mutations[type].error} />
      </div>
    </Dialog>
  )
}
