import { useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import type { FieldProps } from './field.tsx'
import { KeyCap } from './key-cap.tsx'
import { applyReasonKey } from './quick-reason.ts'
import styles from './reason-field.module.css'
import { TextField } from './text-field.tsx'

export type ReasonFieldProps = Pick<FieldProps, 'label' | 'findings' | 'onConfirm' | 'autoFocus'> & {
  value: string
  onChange: (value: string) => void
  /** Quick reasons; at most nine. */
  reasons: readonly string[]
}

/**
 * Text field for a reason, with numbered quick reasons above it: a digit in the empty field selects one,
 * other keys type a new one. Enter confirms.
 */
export function ReasonField(props: ReasonFieldProps) {
  const { value, onChange, reasons } = props
  const field = useRef<HTMLInputElement>(null)
  const choose = (reason: string) => {
    onChange(reason)
    field.current?.focus()
  }
  return (
    <div className={styles.field}>
      <ol className={styles.reasons} aria-label="Alasan yang lazim">
        {reasons.map((reason, index) => (
          <li key={reason}>
            <Button className={styles.reason ?? ''} onPress={() => choose(reason)}>
              <KeyCap keys={String(index + 1)} />
              {reason}
            </Button>
          </li>
        ))}
      </ol>
      <TextField
        label={props.label}
        labelHint={`1 sampai ${reasons.length}, atau tulis sendiri`}
        value={value}
        maxLength={500}
        onChange={(typed) => onChange(applyReasonKey(reasons, value, typed))}
        onConfirm={props.onConfirm}
        findings={props.findings}
        autoFocus={props.autoFocus}
        inputRef={field}
      />
    </div>
  )
}
