import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldBox, FieldLabel, FieldNotes, type TextInputProps, useFieldRoot } from './field.tsx'
import { onEnter } from './field-flow.tsx'

export type TextFieldProps = TextInputProps & {
  /** Names are written as on the card: capitals. Shown so, and given so to onChange. */
  isUpperCase?: boolean | undefined
  inputMode?: 'text' | 'numeric' | 'tel' | 'email' | undefined
  maxLength?: number | undefined
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, isUpperCase = false } = props
  const { root, hasFocus } = useFieldRoot(props)
  return (
    <AriaTextField
      {...root}
      value={value}
      onChange={(text) => onChange(isUpperCase ? text.toUpperCase() : text)}
      isReadOnly={props.isReadOnly ?? false}
    >
      <FieldLabel label={props.label} labelHint={props.labelHint} />
      <FieldBox>
        <Input
          className={classes(styles.input)}
          ref={props.inputRef}
          placeholder={props.placeholder ?? ''}
          inputMode={props.inputMode}
          maxLength={props.maxLength}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={onEnter(props.onConfirm)}
        />
      </FieldBox>
      <FieldNotes {...props} hasFocus={hasFocus} />
    </AriaTextField>
  )
}
