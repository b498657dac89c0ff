import { FormProvider, useForm } from 'react-hook-form'
import { roleNames } from '../../shared/roles.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { useAppearance } from '../lib/appearance-choice.ts'
import { FormPassword } from '../lib/form-fields.tsx'
import { Screen } from '../lib/screen.tsx'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { Switch } from '../ui/switch.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './my-account.module.css'
import { NewPasswordFields } from './new-password-fields.tsx'
import { useSession } from './session.tsx'
import { themes } from './themes.ts'

/** Personal settings: appearance on this computer, and the password. */
export function MyAccount() {
  const { user } = useSession()
  const roles = user.roles.map((role) => roleNames[role]).join(', ')
  return (
    <Screen title="Akun dan tampilan" lead={`${user.name} · ${user.username} · ${roles}`}>
      <div className={styles.columns}>
        <AppearanceSection />
        <PasswordSection />
      </div>
    </Screen>
  )
}

function AppearanceSection() {
  const [{ theme, density }, change] = useAppearance()
  const choose = (code: string) => {
    const chosen = themes.find((candidate) => candidate.code === code)
    if (chosen) change({ theme: chosen.code })
  }
  return (
    <section className={styles.part}>
      <h2>Tampilan di komputer ini</h2>
      <ChoiceField label="Warna" value={theme} onChange={choose} options={themes} layout="list" />
      <Switch
        isOn={density === 'touch'}
        onChange={(isTouch) => change({ density: isTouch ? 'touch' : 'normal' })}
        description="Tombol dan isian lebih besar, untuk loket berlayar sentuh."
      >
        Layar sentuh
      </Switch>
    </section>
  )
}

const emptyForm = { currentPassword: '', newPassword: '', repeated: '' }

function PasswordSection() {
  const change = useCallMutation('session.change-password')
  const showToast = useToast()
  const form = useForm({ defaultValues: emptyForm })
  const submit = form.handleSubmit(({ currentPassword, newPassword }) =>
    change.mutate(
      { currentPassword, newPassword },
      {
        onSuccess: () => {
          form.reset(emptyForm)
          showToast({ text: 'Kata sandi sudah diganti. Pakai yang baru saat masuk berikutnya.' })
        },
      },
    ),
  )
  return (
    <section className={styles.part}>
      <h2>Ganti kata sandi</h2>
      <form className={styles.form} noValidate onSubmit={submit}>
        <FormPassword
          control={form.control}
          name="currentPassword"
          label="Kata sandi sekarang"
          check={(value) => (value === '' ? 'Tulis kata sandi sekarang.' : undefined)}
        />
        <FormProvider {...form}>
          <NewPasswordFields label="Kata sandi baru" />
        </FormProvider>
        <FormProblem error={change.error} />
        <div>
          <Button variant="primary" type="submit" isPending={change.isPending}>
            Ganti kata sandi
          </Button>
        </div>
      </form>
    </section>
  )
}
