import { useForm } from 'react-hook-form'
import type { Account } from '../../shared/contract/account-calls.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { NewPasswordField } from '../session/new-password-fields.tsx'
import { Button } from '../ui/button.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './admin.module.css'
import { useConfirmDiscard } from './confirm-discard.ts'

/** Sets a new password for somebody who has forgotten theirs; ends their open session. */
export function SetPasswordForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const set = useCallMutation('accounts.set-password')
  const showToast = useToast()
  const form = useForm({ defaultValues: { newPassword: '' } })
  const close = useConfirmDiscard(form.formState.isDirty, onClose)
  const submit = form.handleSubmit(({ newPassword }) =>
    set.mutate(
      { id: account.id, newPassword },
      {
        onSuccess: () => {
          showToast({
            text: `Kata sandi ${account.name} sudah diganti. Sampaikan langsung kepada yang bersangkutan.`,
          })
          onClose()
        },
      },
    ),
  )
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <h2>Kata sandi {account.username}</h2>
      <p className={styles.quiet}>
        Untuk {account.name}, yang lupa kata sandinya. Minta ia menggantinya sendiri setelah masuk.
      </p>
      <NewPasswordField control={form.control} name="newPassword" label="Kata sandi baru" autoFocus />
      <FormProblem error={set.error} />
      <div className={styles.buttons}>
        <Button variant="primary" type="submit" isPending={set.isPending}>
          Ganti kata sandi
        </Button>
        <Button variant="quiet" shortcut="Esc" onPress={close}>
          Tutup
        </Button>
      </div>
    </form>
  )
}
