import { type RefObject, useEffect, useRef } from 'react'

/**
 * Takes the wheel over an element for itself. React listens to it passively and could not keep the window from
 * scrolling and zooming.
 */
export function useWheel(element: RefObject<HTMLElement | null>, onWheel: (event: WheelEvent) => void): void {
  const latest = useRef(onWheel)
  useEffect(() => {
    latest.current = onWheel
  })
  useEffect(() => {
    const { current } = element
    const listen = (event: WheelEvent) => {
      event.preventDefault()
      latest.current(event)
    }
    current?.addEventListener('wheel', listen, { passive: false })
    return () => current?.removeEventListener('wheel', listen)
  }, [element])
}
