import { FormProvider, useController } from 'react-hook-form'
import type { ActivationSummary } from '../../shared/activation.ts'
import type { Role } from '../../shared/roles.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { checkFilled, checkUsername } from '../lib/form-checks.ts'
import { FormText } from '../lib/form-fields.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { AuthLayout } from './auth-layout.tsx'
import { NewPasswordFields } from './new-password-fields.tsx'
import type { SetUpStepProps } from './office-step.tsx'
import styles from './wizard.module.css'
import { WizardButtons } from './wizard-buttons.tsx'

/** Further roles of the first administrator: in a small office one person has all of them. */
const otherRoles: readonly { role: Role; label: string }[] = [
  { role: 'petugas', label: 'Juga petugas loket' },
  { role: 'verifikator', label: 'Juga verifikator' },
]

export type AdministratorStepProps = SetUpStepProps & {
  /** The opened activation file; undefined when set up without one. */
  activation: ActivationSummary | undefined
  isPending: boolean
  error: unknown
}

/** The first account; submitting this step creates the store. */
export function AdministratorStep(props: AdministratorStepProps) {
  const { form, activation, isPending, error, onBack, onNext } = props
  const roles = useController({ control: form.control, name: 'otherRoles' }).field
  const setRole = (role: Role, isHeld: boolean) => {
    const others = roles.value.filter((held) => held !== role)
    roles.onChange(isHeld ? [...others, role] : others)
  }
  return (
    <AuthLayout
      title="Akun admin TI"
      step={activation ? 'Langkah 2 dari 3' : 'Langkah 3 dari 4'}
      lead={`${activation ? `${officeSummary(activation)}. ` : ''}Akun pertama; akun lain dibuat di Pengaturan.`}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onNext()
        }}
      >
        {activation && (
          <FormText
            control={form.control}
            name="code"
            label="Kode sekali pakai"
            description="Delapan huruf dan angka dari Diskominfo untuk admin TI pertama; bukan frasa sandi berkas."
            check={checkFilled('Tulis kode sekali pakai dari Diskominfo.')}
            maxLength={20}
            isUpperCase
            autoFocus
          />
        )}
        <FormText
          control={form.control}
          name="name"
          label="Nama lengkap"
          maxLength={100}
          check={checkFilled('Tulis nama lengkap.')}
          autoFocus={!activation}
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
    </AuthLayout>
  )
}

/** `Kelurahan Sempur, 3271031006, pusat di pusat.kotabogor.go.id` */
const officeSummary = ({ office, host }: ActivationSummary): string =>
  `${office.name}, ${office.code}, pusat di ${host}`
