import { useState } from 'react'
import type { CallOutput } from '../../shared/contract/contract.ts'
import type { QueuedCase } from '../../shared/contract/verification-calls.ts'
import { outcomeNames } from '../../shared/status.ts'
import { ProblemError } from '../api/client.ts'
import { problemText } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import styles from './sign-dialog.module.css'

export type SignResult = CallOutput<'verification.sign'>

/** Signs all decisions with the password; they take effect together. */
export function SignDialog(props: {
  isOpen: boolean
  cases: readonly QueuedCase[]
  onClose: () => void
  onSigned: (signed: SignResult) => void
}) {
  const { isOpen, cases, onClose, onSigned } = props
  const sign = useCallMutation('verification.sign')
  const [password, setPassword] = useState('')
  const decided = cases.flatMap((queuedCase) => queuedCase.pending ?? [])
  const close = () => {
    setPassword('')
    sign.reset()
    onClose()
  }
  const confirm = () => {
    if (sign.isPending || password === '') return
    sign.mutate(
      { password },
      {
        onSuccess: (signed) => {
          setPassword('')
          onSigned(signed)
        },
        onError: () => setPassword(''),
      },
    )
  }
  return (
    <Dialog
      title={`Tandatangani ${decided.length} keputusan`}
      isOpen={isOpen}
      onClose={close}
      footer={
        <>
          <Button shortcut="Esc" onPress={close}>
            Tidak jadi
          </Button>
          <Button
            variant="primary"
            shortcut="Enter"
            shortcutActive={false}
            isPending={sign.isPending}
            onPress={confirm}
          >
            Tandatangani
          </Button>
        </>
      }
    >
      <dl className={styles.counts}>
        {(['setuju', 'kembalikan', 'tolak'] as const).map((outcome) => (
          <div key={outcome}>
            <dt>{outcomeNames[outcome]}</dt>
            <dd>{decided.filter((pending) => pending.outcome === outcome).length}</dd>
          </div>
        ))}
      </dl>
      <p>Sesudah ditandatangani, keputusan berlaku dan tidak dapat diambil kembali.</p>
      <PasswordField
        label="Kata sandi Anda"
        value={password}
        onChange={setPassword}
        onConfirm={confirm}
        autoFocus
        findings={sign.error ? [{ code: 'refused', level: 'error', text: refusal(sign.error) }] : []}
      />
    </Dialog>
  )
}

/** Only the password can be wrong here, not the user name. */
function refusal(error: unknown): string {
  const isPassword = error instanceof ProblemError && error.problem.code === 'sign-in-failed'
  return isPassword ? 'Kata sandi tidak cocok. Periksa Caps Lock, lalu coba lagi.' : problemText(error)
}
