import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import type { TypingMask } from './apply-mask.ts'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldBox, FieldLabel, FieldNotes, type TextInputProps, useFieldRoot } from './field.tsx'
import { onEnter } from './field-flow.tsx'
import { MaskedInput } from './masked-input.tsx'

export type TextFieldProps = TextInputProps & {
  /** Upper-cases while typing, for names as the card prints them; onChange gets capitals. */
  isUpperCase?: boolean | undefined
  inputMode?: 'text' | 'numeric' | 'tel' | 'email' | undefined
  maxLength?: number | undefined
}

/** Upper-casing as a mask, so that the caret keeps its position. */
const capitals: TypingMask = { show: (text) => text.toUpperCase(), isGap: () => false }

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, isUpperCase = false } = props
  const { root, hasFocus } = useFieldRoot(props)
  const common = {
    className: classes(styles.input),
    placeholder: props.placeholder ?? '',
    inputMode: props.inputMode,
    onKeyDown: onEnter(props.onConfirm),
  }
  return (
    <AriaTextField
      {...root}
      value={value}
      {...(!isUpperCase && { onChange })}
      isReadOnly={props.isReadOnly ?? false}
    >
      <FieldLabel label={props.label} labelHint={props.labelHint} />
      <FieldBox>
        {isUpperCase ? (
          <MaskedInput
            {...common}
            mask={capitals}
            shown={value}
            onType={onChange}
            inputRef={props.inputRef}
          />
        ) : (
          <Input
            {...common}
            ref={props.inputRef}
            maxLength={props.maxLength}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </FieldBox>
      <FieldNotes {...props} hasFocus={hasFocus} />
    </AriaTextField>
  )
}
