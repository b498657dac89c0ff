import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import styles from './choice-field.module.css'
import { classes } from './classes.ts'
import { FieldLabel, FieldNotes, type FieldProps, useFieldRoot } from './field.tsx'
import type { Option } from './type-ahead.ts'

export type ChoiceFieldProps = Omit<FieldProps, 'onConfirm'> & {
  /** Code of the chosen option, or '' for none. */
  value: string
  onChange: (code: string) => void
  options: readonly (Option & { description?: string | undefined })[]
  /** Segments for two to four short labels; a list for longer ones. Default segments. */
  layout?: 'segments' | 'list' | undefined
}

/** Radio group: a few options, all visible; arrow keys choose. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { value, onChange, options, layout = 'segments' } = props
  const { root, hasFocus } = useFieldRoot(props)
  return (
    <RadioGroup
      {...root}
      value={value === '' ? null : value}
      onChange={onChange}
      isReadOnly={props.isReadOnly ?? false}
      orientation={layout === 'segments' ? 'horizontal' : 'vertical'}
    >
      <FieldLabel label={props.label} labelHint={props.labelHint} />
      <div className={classes(styles[layout], props.machineRead && styles.machineRead)}>
        {options.map((option) => (
          <Radio key={option.code} value={option.code} className={styles.option ?? ''}>
            {layout === 'list' && <span className={styles.indicator} />}
            <span>
              {option.label}
              {option.description && <span className={styles.description}>{option.description}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes {...props} hasFocus={hasFocus} />
    </RadioGroup>
  )
}
