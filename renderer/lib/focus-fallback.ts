import { type RefObject, useEffect } from 'react'

/**
 * Keeps the focus in a place whose controls come and go. When the one that has it vanishes, browsers put it nowhere;
 * it then goes to the first of `next` that is there.
 *
 * @param fallbacks selectors within the place, the best first
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
      // A control that is just vanishing loses the focus too: the observer comes first and knows better.
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
