import { useForm } from 'react-hook-form'
import type { SessionState } from '../../shared/contract/session-calls.ts'
import { checkFilled, checkNewPassword, passwordRule } from '../app/checks.ts'
import { FormPassword, FormText } from '../app/form-fields.tsx'
import { FormProblem } from '../app/form-problem.tsx'
import { useAct } from '../app/queries.ts'
import { Front } from './front.tsx'
import wizard from './wizard.module.css'
import { WizardButtons } from './wizard-buttons.tsx'

/** The way back when every password is forgotten: with the key that Diskominfo holds on paper. */
export function Recover({ onBack, onEnter }: { onBack: () => void; onEnter: (state: SessionState) => void }) {
  const recover = useAct('session.recover')
  const form = useForm({
    defaultValues: { recoveryKey: '', username: '', newPassword: '', repeated: '' },
  })
  const submit = form.handleSubmit(({ recoveryKey, username, newPassword }) =>
    recover.mutate({ recoveryKey, username, newPassword }, { onSuccess: onEnter }),
  )
  return (
    <Front
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
        <FormPassword
          control={form.control}
          name="newPassword"
          label="Kata sandi baru"
          description={passwordRule}
          check={checkNewPassword}
          isNew
        />
        <FormPassword
          control={form.control}
          name="repeated"
          label="Kata sandi baru sekali lagi"
          check={(repeated, { newPassword }) =>
            repeated === newPassword ? undefined : 'Berbeda dari kata sandi di atas. Ketik sekali lagi.'
          }
          isNew
        />
        <FormProblem error={recover.error} />
        <WizardButtons next="Pasang kata sandi baru" onBack={onBack} isPending={recover.isPending} />
      </form>
    </Front>
  )
}
