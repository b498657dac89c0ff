import { useEffect, useState } from 'react'

/** Milliseconds after the last input that still count as typing: some people search for the next key. */
const typingPauseMs = 2_000

/** @returns whether somebody is typing into the form now, so that the page beside it should not change */
export function useIsTyping(): () => boolean {
  const [lastInput] = useState(() => ({ at: Number.NEGATIVE_INFINITY }))
  useEffect(() => {
    // Autofill fires no input event; choosing files does, but outside the form's fields.
    const recordInput = ({ target }: Event) => {
      if (target instanceof Element && target.closest('[data-field]')) lastInput.at = performance.now()
    }
    window.addEventListener('input', recordInput, { capture: true })
    return () => window.removeEventListener('input', recordInput, { capture: true })
  }, [lastInput])
  return () => performance.now() - lastInput.at < typingPauseMs
}
