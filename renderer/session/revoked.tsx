import { FormProvider, useForm } from 'react-hook-form'
import type { SessionState } from '../../shared/contract/session-calls.ts'
import { longMoment } from '../../shared/display.ts'
import { ActivationFields } from '../activation/activation-fields.tsx'
import { emptyActivation } from '../activation/activation-form.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { checkFilled } from '../lib/form-checks.ts'
import { FormPassword, FormText } from '../lib/form-fields.tsx'
import { Button } from '../ui/button.tsx'
import { AuthLayout } from './auth-layout.tsx'
import { useSignInDelay } from './use-sign-in-delay.ts'
import wizard from './wizard.module.css'

export type RevokedProps = {
  /** UTC, ISO 8601. */
  revokedAt: string
  lastUsername: string | null
  onForgotten: () => void
  onEnter: (state: SessionState) => void
}

/** Sign-in screen of a revoked office: can only be reopened with a new activation file. */
export function Revoked({ revokedAt, lastUsername, onForgotten, onEnter }: RevokedProps) {
  const reopen = useCallMutation('activation.reopen')
  const delay = useSignInDelay(reopen.error)
  const form = useForm({ defaultValues: { ...emptyActivation, username: lastUsername ?? '', password: '' } })
  const submit = form.handleSubmit(({ file, passphrase, username, password }) => {
    if (delay.secondsLeft > 0) return
    reopen.mutate({ file, passphrase, username, password }, { onSuccess: onEnter })
  })
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (
    <AuthLayout
      title="Kantor ini dicabut dari pusat"
      lead={`Sejak ${longMoment(revokedAt, timeZone)} pusat tidak menerima dan tidak memberi apa pun kepada komputer ini. Data tetap tersimpan dan terenkripsi. Hubungi Diskominfo; bila kantor ini boleh bekerja lagi, Diskominfo memberi berkas aktivasi baru.`}
    >
      <FormProvider {...form}>
        <form className={wizard.form} noValidate onSubmit={submit}>
          <ActivationFields />
          <FormText
            control={form.control}
            name="username"
            label="Nama pengguna admin TI"
            check={checkFilled('Tulis nama pengguna admin TI.')}
          />
          <FormPassword
            control={form.control}
            name="password"
            label="Kata sandi admin TI"
            check={(value) => (value === '' ? 'Tulis kata sandi.' : undefined)}
          />
          <FormProblem error={delay.error} />
          <Button
            variant="primary"
            type="submit"
            isPending={reopen.isPending}
            isDisabled={delay.secondsLeft > 0}
            isWide
          >
            {delay.secondsLeft > 0 ? `Tunggu ${delay.secondsLeft} detik` : 'Aktifkan ulang'}
          </Button>
          <Button variant="quiet" onPress={onForgotten} isWide>
            Semua kata sandi terlupa
          </Button>
        </form>
      </FormProvider>
    </AuthLayout>
  )
}
