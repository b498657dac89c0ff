import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldBox, FieldLabel, FieldNotes, type TextInputProps, useFieldRoot } from './field.tsx'
import { onEnter } from './field-flow.tsx'
import { MaskedInput } from './masked-input.tsx'
import { dateMask, tidyDate } from './typed-date.ts'

/**
 * Masked text field for a date, DD-MM-YYYY: accepts digits without separators and pasted dates in other
 * orders. An invalid date stays as typed and gets a finding. The value is the displayed text.
 */
export function DateField(props: TextInputProps) {
  const { value, onChange } = props
  const { root, hasFocus } = useFieldRoot(props)
  const tidy = () => {
    const tidied = tidyDate(value)
    if (tidied !== value) onChange(tidied)
  }
  return (
    <AriaTextField {...root} value={value} isReadOnly={props.isReadOnly ?? false}>
      <FieldLabel label={props.label} labelHint={props.labelHint} />
      <FieldBox>
        <MaskedInput
          className={classes(styles.input)}
          mask={dateMask}
          shown={value}
          onType={(text, inputType) => onChange(inputType === 'insertFromPaste' ? tidyDate(text) : text)}
          keepsDeletions
          inputRef={props.inputRef}
          placeholder={props.placeholder ?? 'HH-BB-TTTT'}
          inputMode="numeric"
          onKeyDown={onEnter(props.onConfirm)}
          onBlur={tidy}
        />
      </FieldBox>
      <FieldNotes {...props} hasFocus={hasFocus} />
    </AriaTextField>
  )
}
