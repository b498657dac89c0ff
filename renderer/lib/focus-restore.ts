import { useState } from 'react'

/** Remembers where the focus was when something opened beside the work, and takes it back there afterwards. */
export interface FocusRestore {
  save(): void
  restore(): void
}

/** The same object for as long as the component lives. */
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
