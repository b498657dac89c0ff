import { FormProvider, useController } from 'react-hook-form'
import type { Role } from '../../shared/roles.ts'
import { checkFilled, checkUsername } from '../app/checks.ts'
import { FormText } from '../app/form-fields.tsx'
import { FormProblem } from '../app/form-problem.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Front } from './front.tsx'
import { NewPasswordFields } from './new-password-fields.tsx'
import type { StepProps } from './office-step.tsx'
import styles from './wizard.module.css'
import { WizardButtons } from './wizard-buttons.tsx'

/** What the first administrator may do besides administering: in a small office one person is all of them. */
const otherRoles: readonly { role: Role; label: string }[] = [
  { role: 'petugas', label: 'Juga petugas loket' },
  { role: 'verifikator', label: 'Juga verifikator' },
]

/** The first account; sending this step makes the store. */
export function AdministratorStep(props: StepProps & { isPending: boolean; error: unknown }) {
  const { form, isPending, error, onBack, onNext } = props
  const roles = useController({ control: form.control, name: 'otherRoles' }).field
  const setRole = (role: Role, isHeld: boolean) => {
    const others = roles.value.filter((held) => held !== role)
    roles.onChange(isHeld ? [...others, role] : others)
  }
  return (
    <Front title="Akun admin TI" step="Langkah 3 dari 4" lead="Akun pertama. Akun lain dibuat di Pengaturan.">
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onNext()
        }}
      >
        <FormText
          control={form.control}
          name="name"
          label="Nama lengkap"
          maxLength={100}
          check={checkFilled('Tulis nama lengkap.')}
          autoFocus
        />
        <FormText
          control={form.control}
          name="username"
          label="Nama pengguna"
          maxLength={32}
          check={checkUsername}
        />
        <FormProvider {...form}>
          <NewPasswordFields label="Kata sandi" />
        </FormProvider>
        <fieldset>
          <legend className={styles.legend}>Peran selain admin TI</legend>
          {otherRoles.map(({ role, label }) => (
            <Checkbox
              key={role}
              isSelected={roles.value.includes(role)}
              onChange={(isHeld) => setRole(role, isHeld)}
            >
              {label}
            </Checkbox>
          ))}
        </fieldset>
        <FormProblem error={error} />
        <WizardButtons next="Siapkan kantor" onBack={onBack} isPending={isPending} />
      </form>
    </Front>
  )
}
