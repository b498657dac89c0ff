import { useState } from 'react'

/** Saves the focused element before something opens, and restores the focus afterwards. */
export interface FocusRestore {
  save(): void
  restore(): void
}

/** A stable object. */
export function useFocusRestore(): FocusRestore {
  const [focusRestore] = useState(createFocusRestore)
  return focusRestore
}

function createFocusRestore(): FocusRestore {
  let before: Element | null = null
  return {
    save() {
      before = document.activeElement
    },
    restore() {
      if (before instanceof HTMLElement) before.focus()
    },
  }
}
