import type { KeyboardEvent, ReactNode } from 'react'
import styles from './field-flow.module.css'

/** A key handler that runs `confirm` on a plain Enter. */
export function onEnter(confirm: (() => void) | undefined) {
  return (event: KeyboardEvent) => {
    if (isPlainEnter(event)) confirm?.()
  }
}

/** Enter without modifiers and outside of an IME composition. */
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
    // Deferred: the field handles the key later in this event and must not be unmounted by onEnd before that.
    if (!next) setTimeout(() => onEnd?.())
    else {
      next.focus()
      if (next instanceof HTMLInputElement && next.type === 'text') next.select()
    }
  }
  // In the capture phase, since some controls stop the propagation of Enter. The field's onConfirm still
  // runs: the event keeps its target although the focus is already in the next field.
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

/** Tabbable: of a radio group only the button in the tab order. */
function isReachable(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && !element.matches(':disabled') && element.getClientRects().length > 0
}
