import { type FieldPathValue, useController, useFormContext } from 'react-hook-form'
import { readActivationHead } from '../../shared/activation.ts'
import { FormPassword } from '../lib/form-fields.tsx'
import { ActivationFileField } from './activation-file-field.tsx'
import type { ActivationForm } from './activation-form.ts'

/** The file and its passphrase; for a form, given by FormProvider, with these values. */
export function ActivationFields({ autoFocus = false }: { autoFocus?: boolean }) {
  const { control, setValue, watch } = useFormContext<ActivationForm>()
  const file = useController({ control, name: 'file', rules: { validate: checkFile } })
  const choose = (chosen: { fileName: string; file: FieldPathValue<ActivationForm, 'file'> }) => {
    setValue('fileName', chosen.fileName)
    setValue('file', chosen.file, { shouldValidate: true })
  }
  return (
    <>
      <ActivationFileField
        fileName={watch('fileName')}
        file={file.field.value}
        onChoose={choose}
        problem={file.fieldState.error?.message}
        autoFocus={autoFocus}
      />
      <FormPassword
        control={control}
        name="passphrase"
        label="Frasa sandi berkas"
        description="Disampaikan Diskominfo terpisah dari berkasnya; huruf besar dan garis tidak menentukan."
        check={(value) => (value.trim() === '' ? 'Tulis frasa sandi yang diberi Diskominfo.' : undefined)}
      />
    </>
  )
}

const checkFile = (text: string): string | true =>
  readActivationHead(text) ? true : 'Pilih berkas aktivasi yang diberi Diskominfo.'
