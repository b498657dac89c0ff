import { type Control, type FieldPathByValue, type FieldValues, useFormContext } from 'react-hook-form'
import { checkNewPassword, passwordHint } from '../lib/form-checks.ts'
import { FormPassword } from '../lib/form-fields.tsx'

export type NewPasswordFieldProps<Values extends FieldValues> = {
  control: Control<Values>
  name: FieldPathByValue<Values, string>
  label: string
  autoFocus?: boolean
}

/** One new password, with its rule and check: for an administrator who sets it for somebody else. */
export function NewPasswordField<Values extends FieldValues>(props: NewPasswordFieldProps<Values>) {
  return <FormPassword {...props} description={passwordHint} check={checkNewPassword} isNew />
}

/** A new password and its repetition; for a form, given by FormProvider, with these two values. */
export function NewPasswordFields({ label }: { label: string }) {
  const { control } = useFormContext<{ newPassword: string; repeated: string }>()
  return (
    <>
      <NewPasswordField control={control} name="newPassword" label={label} />
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
