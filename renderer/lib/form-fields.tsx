import { type Control, type FieldPathByValue, type FieldValues, useController } from 'react-hook-form'
import { PasswordField, type PasswordFieldProps } from '../ui/password-field.tsx'
import { TextArea, type TextAreaProps } from '../ui/text-area.tsx'
import { TextField, type TextFieldProps } from '../ui/text-field.tsx'

/** A react-hook-form field: validated on submit, then on change. */
type Bound<Values extends FieldValues> = {
  control: Control<Values>
  name: FieldPathByValue<Values, string>
  /** Validation error as one sentence; undefined when valid. */
  check?: ((value: string, form: Values) => string | undefined) | undefined
}

type Unbound<Props> = Omit<
  Props,
  'value' | 'onChange' | 'findings' | 'name' | 'inputRef' | 'areaRef' | 'onBlur'
>

function useBound<Values extends FieldValues>({ control, name, check }: Bound<Values>) {
  const { field, fieldState } = useController({
    control,
    name,
    rules: { validate: (value, form) => check?.(asText(value), form) ?? true },
  })
  const sentence = fieldState.error?.message
  return {
    ref: field.ref,
    props: {
      value: asText(field.value),
      onChange: field.onChange,
      onBlur: field.onBlur,
      name,
      findings: sentence ? [{ code: name, level: 'error', text: sentence } as const] : [],
    },
  }
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

export function FormText<Values extends FieldValues>(props: Bound<Values> & Unbound<TextFieldProps>) {
  const { control, name, check, ...rest } = props
  const bound = useBound({ control, name, check })
  return <TextField {...rest} {...bound.props} inputRef={bound.ref} />
}

export function FormPassword<Values extends FieldValues>(props: Bound<Values> & Unbound<PasswordFieldProps>) {
  const { control, name, check, ...rest } = props
  const bound = useBound({ control, name, check })
  return <PasswordField {...rest} {...bound.props} inputRef={bound.ref} />
}

export function FormTextArea<Values extends FieldValues>(props: Bound<Values> & Unbound<TextAreaProps>) {
  const { control, name, check, ...rest } = props
  const bound = useBound({ control, name, check })
  return <TextArea {...rest} {...bound.props} areaRef={bound.ref} />
}
