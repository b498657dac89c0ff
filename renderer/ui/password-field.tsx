import { Eye, EyeOff } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import styles from './field.module.css'
import { FieldBox, FieldLabel, FieldNotes, type TextInputProps, useFieldRoot } from './field.tsx'
import { onEnter } from './field-flow.tsx'
import type { FieldFinding } from './finding-row.tsx'
import { IconButton } from './icon-button.tsx'

export type PasswordFieldProps = Omit<TextInputProps, 'machineRead' | 'placeholder'> & {
  /** autocomplete new-password instead of current-password. */
  isNew?: boolean | undefined
}

const capsLockFinding: FieldFinding = { code: 'caps-lock', level: 'information', text: 'Caps Lock menyala.' }

/** Password field with a reveal button and a Caps Lock warning. */
export function PasswordField(props: PasswordFieldProps) {
  const { root, hasFocus } = useFieldRoot(props)
  const [isShown, setShown] = useState(false)
  const [hasCapsLock, setCapsLock] = useState(false)
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  const findings = hasCapsLock && hasFocus ? [...(props.findings ?? []), capsLockFinding] : props.findings
  return (
    <AriaTextField
      {...root}
      type={isShown ? 'text' : 'password'}
      value={props.value}
      onChange={props.onChange}
      isReadOnly={props.isReadOnly ?? false}
    >
      <FieldLabel label={props.label} labelHint={props.labelHint} />
      <FieldBox>
        <Input
          className={styles.input ?? ''}
          ref={props.inputRef}
          autoComplete={props.isNew ? 'new-password' : 'current-password'}
          spellCheck={false}
          onKeyUp={watch}
          onKeyDown={onEnter(props.onConfirm)}
        />
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={isShown ? 'Sembunyikan kata sandi' : 'Tampilkan kata sandi'}
          onPress={() => setShown(!isShown)}
          isDisabled={props.isDisabled}
          size="small"
        />
      </FieldBox>
      <FieldNotes {...props} findings={findings} hasFocus={hasFocus} />
    </AriaTextField>
  )
}
