import { useEffect, useRef } from 'react'

/** How long a lock waits for what is being saved; the core keeps an older draft if it takes longer. */
const timeoutMs = 3_000

const saveCallbacks = new Set<() => Promise<unknown>>()

/** Has typed work saved before the session ends, since nothing can be saved after it. */
export function useBeforeLock(save: () => Promise<unknown>): void {
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  useEffect(() => {
    const callback = () => latest.current()
    saveCallbacks.add(callback)
    return () => {
      saveCallbacks.delete(callback)
    }
  }, [])
}

/** Saves what every screen still holds; never throws and never waits for ever: the lock must come. */
export async function saveBeforeLock(): Promise<void> {
  const saved = Promise.allSettled([...saveCallbacks].map((save) => save()))
  await Promise.race([saved, new Promise((resolve) => setTimeout(resolve, timeoutMs))])
}
