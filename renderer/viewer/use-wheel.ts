import { type RefObject, useEffect, useRef } from 'react'

/**
 * Non-passive wheel listener. React's is passive and cannot prevent the window from scrolling and zooming.
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
