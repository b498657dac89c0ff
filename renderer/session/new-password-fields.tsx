import { useFormContext } from 'react-hook-form'
import { checkNewPassword, passwordHint } from '../lib/form-checks.ts'
import { FormPassword } from '../lib/form-fields.tsx'

/** A new password and the same once more; for a form, given by FormProvider, that has these two values. */
export function NewPasswordFields({ label }: { label: string }) {
  const { control } = useFormContext<{ newPassword: string; repeated: string }>()
  return (
    <>
      <FormPassword
        control={control}
        name="newPassword"
        label={label}
        description={passwordHint}
        check={checkNewPassword}
        isNew
      />
      <FormPassword
        control={control}
        name="repeated"
        label={`${label} sekali lagi`}
        check={(repeated, { newPassword }) =>
          repeated === newPassword ? undefined : 'Berbeda dari kata sandi di atas. Ketik sekali lagi.'
        }
        isNew
      />
    </>
  )
}
