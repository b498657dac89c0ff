import type { KeyboardEvent, ReactNode } from 'react'
import styles from './field-flow.module.css'

/** A key handler that runs `confirm` on a plain Enter. */
export function onEnter(confirm: (() => void) | undefined) {
  return (event: KeyboardEvent) => {
    if (isPlainEnter(event)) confirm?.()
  }
}

/** Enter without a modifier and not the Enter that ends a composed character. */
export function isPlainEnter(event: KeyboardEvent): boolean {
  const { key, ctrlKey, altKey, shiftKey, nativeEvent } = event
  return key === 'Enter' && !ctrlKey && !altKey && !shiftKey && !nativeEvent.isComposing
}

/**
 * Fields in which Enter confirms and moves on to the next one. After the last one `onEnd` is called.
 * In a text area Enter stays a new line, on a button it presses, on an empty choice it opens the list.
 */
export function FieldFlow({ children, onEnd }: { children: ReactNode; onEnd?: (() => void) | undefined }) {
  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (!isPlainEnter(event) || !(event.target instanceof HTMLElement) || !isField(event.target)) return
    event.preventDefault()
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(stopSelector)].filter(isReachable)
    const next = stops[stops.indexOf(event.target) + 1]
    // The field itself hears of the key later, and would be gone by then where the end closes what it stands in.
    if (!next) setTimeout(() => onEnd?.())
    else {
      next.focus()
      if (next instanceof HTMLInputElement && next.type === 'text') next.select()
    }
  }
  // In the capture phase, since some controls keep Enter to themselves. The field's own onConfirm still runs:
  // the event goes on to where it was aimed at, though the focus is already in the next field.
  return (
    <fieldset className={styles.flow} onKeyDownCapture={move}>
      {children}
    </fieldset>
  )
}

const stopSelector = 'input:not([type=hidden]), textarea, button[data-choice]'

function isField(element: HTMLElement): boolean {
  if (element instanceof HTMLInputElement) return true
  return element.matches('button[data-choice]:not([data-choice=""]):not([aria-expanded=true])')
}

/** Can be reached with Tab: of a group of radio buttons only the one that Tab would reach. */
function isReachable(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && !element.matches(':disabled') && element.getClientRects().length > 0
}
