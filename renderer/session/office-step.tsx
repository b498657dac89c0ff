import type { UseFormReturn } from 'react-hook-form'
import { checkFilled, checkOfficeCode } from '../lib/form-checks.ts'
import { FormText } from '../lib/form-fields.tsx'
import { AuthLayout } from './auth-layout.tsx'
import type { SetUpForm } from './set-up-form.ts'
import styles from './wizard.module.css'
import { WizardButtons } from './wizard-buttons.tsx'

export type SetUpStepProps = {
  form: UseFormReturn<SetUpForm>
  onBack: () => void
  onNext: () => void
}

/** Code and name of the office. Typed, since the region table is in the store, which does not exist yet. */
export function OfficeStep({ form, onBack, onNext }: SetUpStepProps) {
  const code = form.watch('officeCode')
  return (
    <AuthLayout
      title="Kantor"
      step="Langkah 1 dari 4"
      lead="Kode wilayah menurut Kemendagri, seperti yang tercetak pada surat kantor."
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          form
            .trigger(['officeCode', 'officeName'], { shouldFocus: true })
            .then((isRight) => isRight && onNext())
        }}
      >
        <FormText
          control={form.control}
          name="officeCode"
          label="Kode kelurahan atau kecamatan"
          labelHint={officeLevel(code)}
          inputMode="numeric"
          maxLength={10}
          check={checkOfficeCode}
          autoFocus
        />
        <FormText
          control={form.control}
          name="officeName"
          label="Nama kantor"
          description="Seperti pada kop surat, misalnya Kelurahan Sempur."
          maxLength={100}
          check={checkFilled('Tulis nama kantor ini.')}
        />
        <WizardButtons next="Lanjut ke sambungan pusat" onBack={onBack} />
      </form>
    </AuthLayout>
  )
}

/** Village codes of Kemendagri: kelurahan from 1001, desa from 2001. */
function officeLevel(code: string): string | undefined {
  if (checkOfficeCode(code) !== undefined) return code === '' ? undefined : `${code.length} angka`
  if (code.length === 6) return 'kecamatan'
  return code.charAt(6) === '2' ? 'desa' : 'kelurahan'
}
