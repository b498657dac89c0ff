import { type RefObject, useEffect } from 'react'

/**
 * Keeps the focus in a container whose controls are mounted and unmounted. When the focused one is removed,
 * browsers focus the body; this focuses the first fallback that exists.
 *
 * @param fallbacks selectors within the container, in order of preference
 */
export function useFocusFallback(
  container: RefObject<HTMLElement | null>,
  fallbacks: readonly string[],
): void {
  useEffect(() => {
    const { current } = container
    if (!current) return
    let isInside = false
    const enter = () => {
      isInside = true
    }
    const leave = ({ target, relatedTarget }: FocusEvent) => {
      // A control that is being removed loses the focus too; the observer runs first.
      setTimeout(() => {
        const hasVanished = relatedTarget === null && target instanceof Node && !target.isConnected
        if (!hasVanished && !current.contains(document.activeElement)) isInside = false
      })
    }
    const observer = new MutationObserver(() => {
      if (!isInside || document.activeElement !== document.body) return
      for (const selector of fallbacks) {
        const found = current.querySelector<HTMLElement>(selector)
        if (found) return found.focus()
      }
    })
    current.addEventListener('focusin', enter)
    current.addEventListener('focusout', leave)
    observer.observe(current, { childList: true, subtree: true })
    return () => {
      current.removeEventListener('focusin', enter)
      current.removeEventListener('focusout', leave)
      observer.disconnect()
    }
  }, [container, fallbacks])
}
