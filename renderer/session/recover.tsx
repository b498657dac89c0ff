import { FormProvider, useForm } from 'react-hook-form'
import type { SessionState } from '../../shared/contract/session-calls.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { checkFilled } from '../lib/form-checks.ts'
import { FormText } from '../lib/form-fields.tsx'
import { AuthLayout } from './auth-layout.tsx'
import { NewPasswordFields } from './new-password-fields.tsx'
import wizard from './wizard.module.css'
import { WizardButtons } from './wizard-buttons.tsx'

/** Sign-in with the recovery key that Diskominfo keeps on paper, when every password is forgotten. */
export function Recover({ onBack, onEnter }: { onBack: () => void; onEnter: (state: SessionState) => void }) {
  const recover = useCallMutation('session.recover')
  const form = useForm({
    defaultValues: { recoveryKey: '', username: '', newPassword: '', repeated: '' },
  })
  const submit = form.handleSubmit(({ recoveryKey, username, newPassword }) =>
    recover.mutate({ recoveryKey, username, newPassword }, { onSuccess: onEnter }),
  )
  return (
    <AuthLayout
      title="Masuk dengan kunci pemulihan"
      lead="Bila hanya kata sandi Anda yang terlupa, minta admin TI menggantinya di Pengaturan. Kunci pemulihan untuk saat tidak ada admin TI yang dapat masuk; lembarnya ada di Diskominfo."
    >
      <form className={wizard.form} noValidate onSubmit={submit}>
        <FormText
          control={form.control}
          name="recoveryKey"
          label="Kunci pemulihan"
          description="Semua kelompok huruf menurut urutannya, dengan atau tanpa garis."
          check={checkFilled('Tulis kunci pemulihan dari lembarnya.')}
          maxLength={200}
          isUpperCase
          autoFocus
        />
        <FormText
          control={form.control}
          name="username"
          label="Nama pengguna admin TI"
          check={checkFilled('Tulis nama pengguna admin TI.')}
        />
        <FormProvider {...form}>
          <NewPasswordFields label="Kata sandi baru" />
        </FormProvider>
        <FormProblem error={recover.error} />
        <WizardButtons next="Pasang kata sandi baru" onBack={onBack} isPending={recover.isPending} />
      </form>
    </AuthLayout>
  )
}
