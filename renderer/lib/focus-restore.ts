import { useState } from 'react'

/** Remembers where the focus was when something opened beside the work, and takes it back there afterwards. */
export interface FocusReturn {
  remember(): void
  giveBack(): void
}

/** The same object for as long as the component lives. */
export function useFocusReturn(): FocusReturn {
  const [focusReturn] = useState(createFocusReturn)
  return focusReturn
}

function createFocusReturn(): FocusReturn {
  let before: Element | null = null
  return {
    remember() {
      before = document.activeElement
    },
    giveBack() {
      if (before instanceof HTMLElement) before.focus()
    },
  }
}
