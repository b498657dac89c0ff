import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField'
import { classes } from './classes.ts'
import fieldStyles from './field.module.css'
import { FieldBox } from './field.tsx'
import { KeyCap } from './key-cap.tsx'
import styles from './search-field.module.css'
import type { Keys } from './shortcut.ts'

export type SearchFieldProps = {
  /** Accessible name; visible is the placeholder. */
  label: string
  value: string
  onChange: (value: string) => void
  /** Enter. */
  onSubmit?: ((value: string) => void) | undefined
  placeholder?: string | undefined
  /** Shown while the field is empty; registered by the screen. */
  shortcut?: Keys | undefined
  autoFocus?: boolean | undefined
  inputRef?: Ref<HTMLInputElement> | undefined
}

/** Search field; Esc clears it. */
export function SearchField(props: SearchFieldProps) {
  return (
    <AriaSearchField
      className={classes(fieldStyles.field, styles.search)}
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      onSubmit={(value) => props.onSubmit?.(value)}
      autoFocus={props.autoFocus ?? false}
    >
      <FieldBox>
        <Search className={styles.icon} aria-hidden="true" />
        <Input
          className={classes(fieldStyles.input, styles.input)}
          ref={props.inputRef}
          placeholder={props.placeholder ?? ''}
          spellCheck={false}
        />
        {props.value === '' ? (
          props.shortcut && (
            <span className={styles.key}>
              <KeyCap keys={props.shortcut} />
            </span>
          )
        ) : (
          <Button className={styles.clear ?? ''} aria-label="Kosongkan pencarian">
            <X aria-hidden="true" />
          </Button>
        )}
      </FieldBox>
    </AriaSearchField>
  )
}
