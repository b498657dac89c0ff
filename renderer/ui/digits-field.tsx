import type { ClipboardEvent } from 'react'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { groupedDigits } from '../../shared/display.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import { classes } from './classes.ts'
import { digitsMask } from './digits.ts'
import styles from './field.module.css'
import { FieldBox, FieldLabel, FieldNotes, type TextInputProps, useFieldRoot } from './field.tsx'
import { onEnter } from './field-flow.tsx'
import { MaskedInput } from './masked-input.tsx'

export type DigitsFieldProps = TextInputProps & {
  /** Expected number of digits, for the counter beside the label. Default 16. */
  length?: number | undefined
}

/**
 * Masked text field for NIK, No. KK and other long numbers, in groups of four. The value has no gaps; letters
 * or too many digits stay as typed and get a finding.
 */
export function DigitsField(props: DigitsFieldProps) {
  const { value, onChange, length = 16 } = props
  const { root, hasFocus } = useFieldRoot(props)
  const count = value.length > 0 && value.length !== length ? `${value.length} dari ${length}` : undefined
  return (
    <AriaTextField {...root} value={groupedDigits(value)} isReadOnly={props.isReadOnly ?? false}>
      <FieldLabel label={props.label} labelHint={props.labelHint ?? count} />
      <FieldBox>
        <MaskedInput
          className={classes(styles.input, styles.mono)}
          mask={digitsMask}
          shown={groupedDigits(value)}
          onType={(text) => onChange(withoutSeparators(text))}
          inputRef={props.inputRef}
          placeholder={props.placeholder ?? ''}
          inputMode="numeric"
          onKeyDown={onEnter(props.onConfirm)}
          onCopy={copyBare}
        />
      </FieldBox>
      <FieldNotes {...props} hasFocus={hasFocus} />
    </AriaTextField>
  )
}

/** Copies the digits without gaps, for other programs. */
function copyBare(event: ClipboardEvent<HTMLInputElement>) {
  const { value, selectionStart, selectionEnd } = event.currentTarget
  event.clipboardData.setData(
    'text/plain',
    withoutSeparators(value.slice(selectionStart ?? 0, selectionEnd ?? undefined)),
  )
  event.preventDefault()
}
