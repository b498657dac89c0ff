import type { Ref } from 'react'
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldBox, FieldLabel, FieldNotes, type FieldProps, useFieldRoot } from './field.tsx'

export type TextAreaProps = Omit<FieldProps, 'onConfirm'> & {
  value: string
  onChange: (value: string) => void
  placeholder?: string | undefined
  /** Lines shown at first. Default 3. */
  rows?: number | undefined
  areaRef?: Ref<HTMLTextAreaElement> | undefined
}

/** Several lines of text; Enter is a new line. */
export function TextArea(props: TextAreaProps) {
  const { root, hasFocus } = useFieldRoot(props)
  return (
    <AriaTextField
      {...root}
      value={props.value}
      onChange={props.onChange}
      isReadOnly={props.isReadOnly ?? false}
    >
      <FieldLabel label={props.label} labelHint={props.labelHint} />
      <FieldBox>
        <AriaTextArea
          className={classes(styles.input, styles.area)}
          ref={props.areaRef}
          rows={props.rows ?? 3}
          placeholder={props.placeholder ?? ''}
        />
      </FieldBox>
      <FieldNotes {...props} hasFocus={hasFocus} />
    </AriaTextField>
  )
}
