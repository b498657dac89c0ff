import { useEffect, useRef, useState } from 'react'

/** Seconds before the lock at which a warning appears; any key resets the timer (WCAG 2.2.1). */
const warningSeconds = 30

const inputEvents = ['keydown', 'pointerdown', 'wheel'] as const

/**
 * Idle timer over keyboard, pointer and wheel.
 *
 * @param minutes without input until `onIdle` is called
 * @param onInput called at most every 30 s while there is input
 * @returns the seconds left while the warning is due, otherwise undefined
 */
export function useIdleTimer(
  minutes: number,
  { onIdle, onInput }: { onIdle: () => void; onInput: () => void },
): number | undefined {
  const [secondsLeft, setSecondsLeft] = useState<number>()
  const callbacks = useRef({ onIdle, onInput })
  useEffect(() => {
    callbacks.current = { onIdle, onInput }
  })
  useEffect(() => {
    // Wall-clock time instead of counting ticks: a notebook that slept for an hour must lock when it wakes.
    let lastInput = Date.now()
    let lastReported = Date.now()
    let isIdle = false
    const handleInput = () => {
      lastInput = Date.now()
      isIdle = false
      setSecondsLeft(undefined)
      if (lastInput - lastReported < 30_000) return
      lastReported = lastInput
      callbacks.current.onInput()
    }
    const tick = () => {
      const seconds = Math.ceil(minutes * 60 - (Date.now() - lastInput) / 1000)
      if (seconds <= 0 && !isIdle) {
        isIdle = true
        callbacks.current.onIdle()
      }
      if (seconds > 0) setSecondsLeft(seconds <= warningSeconds ? seconds : undefined)
    }
    for (const input of inputEvents)
      window.addEventListener(input, handleInput, { capture: true, passive: true })
    const timer = setInterval(tick, 1000)
    return () => {
      for (const input of inputEvents) window.removeEventListener(input, handleInput, { capture: true })
      clearInterval(timer)
    }
  }, [minutes])
  return secondsLeft
}
