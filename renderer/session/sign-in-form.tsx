import { useForm } from 'react-hook-form'
import type { SessionState } from '../../shared/contract/session-calls.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { checkFilled } from '../lib/form-checks.ts'
import { FormPassword, FormText } from '../lib/form-fields.tsx'
import { Button } from '../ui/button.tsx'
import { AuthLayout } from './auth-layout.tsx'
import { useSignInDelay } from './use-sign-in-delay.ts'
import wizard from './wizard.module.css'

export type SignInFormProps = {
  lastUsername: string | null
  onForgotten: () => void
  onEnter: (state: SessionState) => void
}

/** User name and password; the last user name is prefilled. */
export function SignInForm({ lastUsername, onForgotten, onEnter }: SignInFormProps) {
  const signIn = useCallMutation('session.sign-in')
  const delay = useSignInDelay(signIn.error)
  const form = useForm({ defaultValues: { username: lastUsername ?? '', password: '' } })
  const submit = form.handleSubmit((values) => {
    if (delay.secondsLeft > 0) return
    signIn.mutate(values, {
      onSuccess: onEnter,
      onError: () => {
        form.resetField('password')
        form.setFocus('password')
      },
    })
  })
  return (
    <AuthLayout
      title={lastUsername ? 'Terkunci' : 'Masuk'}
      lead={lastUsername ? 'Yang sudah diketik tersimpan. Masuk kembali untuk melanjutkan.' : undefined}
    >
      <form className={wizard.form} noValidate onSubmit={submit}>
        <FormText
          control={form.control}
          name="username"
          label="Nama pengguna"
          check={checkFilled('Tulis nama pengguna.')}
          autoFocus={lastUsername === null}
        />
        <FormPassword
          control={form.control}
          name="password"
          label="Kata sandi"
          check={(value) => (value === '' ? 'Tulis kata sandi.' : undefined)}
          autoFocus={lastUsername !== null}
        />
        <FormProblem error={delay.error} />
        <Button
          variant="primary"
          type="submit"
          isPending={signIn.isPending}
          isDisabled={delay.secondsLeft > 0}
          isWide
        >
          {delay.secondsLeft > 0 ? `Tunggu ${delay.secondsLeft} detik` : 'Masuk'}
        </Button>
        <Button variant="quiet" onPress={onForgotten} isWide>
          Semua kata sandi terlupa
        </Button>
      </form>
    </AuthLayout>
  )
}
