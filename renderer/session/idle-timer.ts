import { useEffect, useRef, useState } from 'react'

/** Seconds before the lock at which the screen says so: any key keeps it open (WCAG 2.2.1). */
const warningSeconds = 30

const inputs = ['keydown', 'pointerdown', 'wheel'] as const

/**
 * Watches for hands on the keyboard and mouse.
 *
 * @param minutes without input until `onIdle` is called
 * @param onInput called at most every 30 s while there is input
 * @returns the seconds left while the warning is due, otherwise undefined
 */
export function useIdleClock(
  minutes: number,
  { onIdle, onInput }: { onIdle: () => void; onInput: () => void },
): number | undefined {
  const [left, setLeft] = useState<number>()
  const told = useRef({ onIdle, onInput })
  useEffect(() => {
    told.current = { onIdle, onInput }
  })
  useEffect(() => {
    // The wall clock and not a timer's count: a notebook that slept for an hour must lock when it wakes.
    let lastInput = Date.now()
    let lastTold = Date.now()
    let isIdle = false
    const hear = () => {
      lastInput = Date.now()
      isIdle = false
      setLeft(undefined)
      if (lastInput - lastTold < 30_000) return
      lastTold = lastInput
      told.current.onInput()
    }
    const look = () => {
      const seconds = Math.ceil(minutes * 60 - (Date.now() - lastInput) / 1000)
      if (seconds <= 0 && !isIdle) {
        isIdle = true
        told.current.onIdle()
      }
      if (seconds > 0) setLeft(seconds <= warningSeconds ? seconds : undefined)
    }
    for (const input of inputs) window.addEventListener(input, hear, { capture: true, passive: true })
    const timer = setInterval(look, 1000)
    return () => {
      for (const input of inputs) window.removeEventListener(input, hear, { capture: true })
      clearInterval(timer)
    }
  }, [minutes])
  return left
}
