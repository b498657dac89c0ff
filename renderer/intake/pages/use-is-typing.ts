import { useEffect, useState } from 'react'

/** Milliseconds after a key in a field in which its writer is still at it: some hunt for the next key. */
const pause = 2_000

/** @returns whether somebody is typing into the form right now, so that the screen beside the field should stay as it is */
export function useIsTyping(): () => boolean {
  const [typed] = useState(() => ({ at: Number.NEGATIVE_INFINITY }))
  useEffect(() => {
    // What a page fills in is no such event; files that are chosen are one, but not in a field of the form.
    const note = ({ target }: Event) => {
      if (target instanceof Element && target.closest('[data-place]')) typed.at = performance.now()
    }
    window.addEventListener('input', note, { capture: true })
    return () => window.removeEventListener('input', note, { capture: true })
  }, [typed])
  return () => performance.now() - typed.at < pause
}
