import { Check, Minus } from 'lucide-react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import styles from './checkbox.module.css'

export type CheckboxProps = {
  children: string
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  /** Some of the items it represents are selected. */
  isIndeterminate?: boolean | undefined
  isDisabled?: boolean | undefined
  description?: string | undefined
}

/** A checkbox for form values; for a setting that takes effect at once use Switch. */
export function Checkbox(props: CheckboxProps) {
  return (
    <AriaCheckbox
      className={styles.checkbox ?? ''}
      isSelected={props.isSelected}
      onChange={props.onChange}
      isIndeterminate={props.isIndeterminate ?? false}
      isDisabled={props.isDisabled ?? false}
    >
      <span className={styles.box}>
        {props.isIndeterminate ? <Minus aria-hidden="true" /> : <Check aria-hidden="true" />}
      </span>
      <span>
        {props.children}
        {props.description && <span className={styles.description}>{props.description}</span>}
      </span>
    </AriaCheckbox>
  )
}
