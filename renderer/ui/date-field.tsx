import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldBox, FieldLabel, FieldNotes, type TextInputProps, useFieldRoot } from './field.tsx'
import { onEnter } from './field-flow.tsx'
import { MaskedInput } from './masked-input.tsx'
import { dateMask, tidyDate } from './typed-date.ts'

/**
 * A date as the card writes it, DD-MM-YYYY, as text: it can be typed without separators, pasted in other orders,
 * and may be wrong, which the findings then say. The value is the text as shown.
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
