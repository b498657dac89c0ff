import { type ReactNode, type Ref, useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { type FieldFinding, FindingRow } from './finding-row.tsx'

/** What every field takes. */
export type FieldProps = {
  label: string
  /** A word at the right end of the label: "boleh kosong", "12 dari 16". */
  labelHint?: string | undefined
  /** One line of help under the control, for what the label cannot say. */
  description?: string | undefined
  /** What the checks say about the value; stands directly under the control. An `error` makes it invalid. */
  findings?: readonly FieldFinding[] | undefined
  /** Filled by the machine and not yet confirmed by a person: dotted amber underline. */
  machineRead?: boolean | undefined
  /** Stands directly under the control: the piece of the scan that the value was read from. */
  strip?: ReactNode
  /** Enter in the field: the person stands behind the value. FieldFlow then moves on to the next field. */
  onConfirm?: (() => void) | undefined
  /** The field has the focus: the viewer shows the piece of the scan that belongs to it. */
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

/** The props that the react-aria field around label, control and findings takes, without absent ones. */
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

/** Help and findings under the control; screen readers hear them with the field and when they change. */
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

/** The edge around a control and what stands inside it beside the text. */
export function FieldBox({ children, isTall = false }: { children: ReactNode; isTall?: boolean }) {
  return <span className={classes(styles.box, isTall && styles.tall)}>{children}</span>
}
