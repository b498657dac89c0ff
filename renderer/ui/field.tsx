import { type ReactNode, type Ref, useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { type FieldFinding, FindingRow } from './finding-row.tsx'

/** Props of every field. */
export type FieldProps = {
  label: string
  /** Hint at the end of the label: "boleh kosong", "12 dari 16". */
  labelHint?: string | undefined
  /** Help text under the control. */
  description?: string | undefined
  /** Findings about the value, shown under the control. An `error` makes the field invalid. */
  findings?: readonly FieldFinding[] | undefined
  /** Filled by OCR and unconfirmed: dotted amber underline. */
  machineRead?: boolean | undefined
  /** Shown under the control: the snippet of the scan that the value was read from. */
  strip?: ReactNode
  /** Enter in the field confirms the value. FieldFlow then focuses the next field. */
  onConfirm?: (() => void) | undefined
  /** Used to show the snippet of the scan in the viewer. */
  onFocus?: (() => void) | undefined
  onBlur?: (() => void) | undefined
  name?: string | undefined
  isRequired?: boolean | undefined
  isDisabled?: boolean | undefined
  isReadOnly?: boolean | undefined
  autoFocus?: boolean | undefined
}

/** A field whose control is an input with text. */
export type TextInputProps = FieldProps & {
  /** As typed. */
  value: string
  onChange: (value: string) => void
  placeholder?: string | undefined
  inputRef?: Ref<HTMLInputElement> | undefined
}

/** Props for the react-aria field component, without undefined ones (exactOptionalPropertyTypes). */
export function useFieldRoot(props: FieldProps) {
  const [hasFocus, setHasFocus] = useState(false)
  return {
    hasFocus,
    root: {
      className: classes(styles.field, props.machineRead && styles.machineRead),
      isInvalid: props.findings?.some((finding) => finding.level === 'error') ?? false,
      isDisabled: props.isDisabled ?? false,
      isRequired: props.isRequired ?? false,
      validationBehavior: 'aria',
      autoFocus: props.autoFocus ?? false,
      ...(props.name !== undefined && { name: props.name }),
      onFocus: () => {
        setHasFocus(true)
        props.onFocus?.()
      },
      onBlur: () => {
        setHasFocus(false)
        props.onBlur?.()
      },
    },
  } as const
}

/** The label above the control. */
export function FieldLabel({ label, labelHint }: Pick<FieldProps, 'label' | 'labelHint'>) {
  return (
    <span className={styles.labelRow}>
      <Label className={styles.label ?? ''}>{label}</Label>
      {labelHint && <span className={styles.hint}>{labelHint}</span>}
    </span>
  )
}

/** Help and findings under the control; described by for screen readers, and a live region. */
export function FieldNotes(
  props: Pick<FieldProps, 'description' | 'findings' | 'machineRead' | 'strip'> & { hasFocus: boolean },
) {
  const { description, findings = [], machineRead, strip, hasFocus } = props
  return (
    <>
      {strip}
      <Text slot="description" elementType="div" className={styles.notes ?? ''} aria-live="polite">
        {machineRead && <span className={styles.visuallyHidden}>Terbaca mesin, belum dikonfirmasi. </span>}
        {description && <div className={styles.description}>{description}</div>}
        {findings.map((finding) => (
          <FindingRow key={finding.code} finding={finding} isActive={hasFocus} />
        ))}
      </Text>
    </>
  )
}

/** Border around a control and its adornments. */
export function FieldBox({ children, isTall = false }: { children: ReactNode; isTall?: boolean }) {
  return <span className={classes(styles.box, isTall && styles.tall)}>{children}</span>
}
