import { type ChangeEvent, type ComponentProps, useLayoutEffect, useRef, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { applyMask, type TypingMask } from './apply-mask.ts'

export type MaskedInputProps = {
  mask: TypingMask
  /** Displayed value. */
  shown: string
  onType: (text: string, inputType: string) => void
  /** Does not reformat after a deletion, which would shift the rest of the value. */
  keepsDeletions?: boolean
  inputRef?: ComponentProps<typeof Input>['ref'] | undefined
} & Pick<
  ComponentProps<typeof Input>,
  'className' | 'placeholder' | 'inputMode' | 'onKeyDown' | 'onBlur' | 'onCopy'
>

/** Input with a mask that keeps the caret position. Child of react-aria's TextField. */
export function MaskedInput({
  mask,
  shown,
  onType,
  keepsDeletions = false,
  inputRef,
  ...rest
}: MaskedInputProps) {
  const input = useRef<HTMLInputElement>(null)
  // A new object for each change, so that the effect also runs when the text stays the same.
  const [caret, setCaret] = useState<{ at: number }>()
  useLayoutEffect(() => {
    if (caret && document.activeElement === input.current)
      input.current?.setSelectionRange(caret.at, caret.at)
  }, [caret])

  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const { value: text, selectionStart } = event.target
    const inputType = event.nativeEvent instanceof InputEvent ? event.nativeEvent.inputType : ''
    const at = selectionStart ?? text.length
    const isUntouched = keepsDeletions && inputType.startsWith('delete')
    const next = isUntouched
      ? { text, caret: at }
      : applyMask(mask, { before: shown, text, caret: at, inputType })
    onType(next.text, inputType)
    setCaret({ at: next.caret })
  }

  return (
    <Input
      {...rest}
      ref={(element) => {
        input.current = element
        if (typeof inputRef === 'function') inputRef(element)
        else if (inputRef) inputRef.current = element
      }}
      onChange={change}
      autoComplete="off"
      spellCheck={false}
    />
  )
}
