import { Check, ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { classes } from './classes.ts'
import fieldStyles from './field.module.css'
import { FieldBox, FieldLabel, FieldNotes, type FieldProps, useFieldRoot } from './field.tsx'
import { isPlainEnter } from './field-flow.tsx'
import styles from './select-field.module.css'
import { findTyped, type Option } from './type-ahead.ts'

export type SelectFieldProps = Omit<FieldProps, 'isReadOnly'> & {
  /** Code of the chosen option, '' for none. An unknown code is shown as it is. */
  value: string
  onChange: (code: string) => void
  options: readonly Option[]
  placeholder?: string | undefined
  /** Shows the code before the label. */
  showsCodes?: boolean | undefined
}

/**
 * Select with typeahead on the closed control: first letters, or the number of the code. Space, arrow down or
 * a click opens the list; Enter confirms.
 */
export function SelectField(props: SelectFieldProps) {
  const { value, onChange, options, showsCodes = false } = props
  const { root, hasFocus } = useFieldRoot(props)
  const [isOpen, setOpen] = useState(false)
  const readTypedLetters = useTypedLetters()
  const chosen = options.find((option) => option.code === value)

  const onTriggerKeyDown = (event: KeyboardEvent) => {
    if (isPlainEnter(event) && value !== '') {
      // Keeps react-aria from opening the list: Enter confirms.
      event.preventDefault()
      event.stopPropagation()
      props.onConfirm?.()
      return
    }
    const option = findTyped(options, readTypedLetters(event), value)
    if (!option) return
    event.preventDefault()
    event.stopPropagation()
    onChange(option.code)
  }
  const onListKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const letters = readTypedLetters(event)
    if (letters === '') return
    event.stopPropagation()
    const focused = document.activeElement?.getAttribute('data-key') ?? ''
    const option = findTyped(options, letters, focused)
    if (option)
      event.currentTarget.querySelector<HTMLElement>(`[data-key="${CSS.escape(option.code)}"]`)?.focus()
  }

  return (
    <Select
      {...root}
      selectedKey={value === '' ? null : value}
      onSelectionChange={(key) => onChange(key === null ? '' : String(key))}
      isOpen={isOpen}
      onOpenChange={setOpen}
      data-typing
    >
      <FieldLabel label={props.label} labelHint={props.labelHint} />
      <div role="presentation" onKeyDownCapture={isOpen ? undefined : onTriggerKeyDown}>
        <FieldBox>
          <Button className={classes(fieldStyles.input, styles.trigger)} data-choice={value}>
            <SelectValue className={classes(styles.value, value === '' && styles.empty)}>
              {chosen ? (
                <OptionText option={chosen} showsCodes={showsCodes} />
              ) : (
                value || (props.placeholder ?? 'Pilih')
              )}
            </SelectValue>
            <ChevronDown className={styles.arrow} aria-hidden="true" />
          </Button>
        </FieldBox>
      </div>
      <FieldNotes {...props} hasFocus={hasFocus} />
      <Popover className={styles.popover ?? ''} offset={4}>
        <div role="presentation" onKeyDownCapture={onListKeyDown} data-typing>
          <ListBox items={options} className={styles.list ?? ''}>
            {(option) => (
              <ListBoxItem id={option.code} textValue={option.label} className={styles.option ?? ''}>
                <OptionText option={option} showsCodes={showsCodes} />
                <Check className={styles.check} aria-hidden="true" />
              </ListBoxItem>
            )}
          </ListBox>
        </div>
      </Popover>
    </Select>
  )
}

function OptionText({ option, showsCodes }: { option: Option; showsCodes: boolean }) {
  return (
    <>
      {showsCodes && <span className={styles.code}>{option.code}</span>}
      <span className={styles.label}>{option.label}</span>
    </>
  )
}

/** Typeahead buffer, reset after a second; '' for keys that are no text. */
function useTypedLetters() {
  const buffer = useRef({ text: '', at: 0 })
  return (event: KeyboardEvent): string => {
    if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return ''
    const now = event.timeStamp
    const isContinued = now - buffer.current.at < 1000
    if (event.key === ' ' && !(isContinued && buffer.current.text !== '')) return ''
    buffer.current = { text: (isContinued ? buffer.current.text : '') + event.key, at: now }
    return buffer.current.text
  }
}
