import { useEffect, useRef } from 'react'

/** Milliseconds that locking waits for saves; after that the core keeps the older draft. */
const timeoutMs = 3_000

const saveCallbacks = new Set<() => Promise<unknown>>()

/** Registers a save to run before the session is locked, since nothing can be saved after that. */
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

/** Runs all registered saves; never rejects, and resolves after timeoutMs at the latest. */
export async function saveBeforeLock(): Promise<void> {
  const saved = Promise.allSettled([...saveCallbacks].map((save) => save()))
  await Promise.race([saved, new Promise((resolve) => setTimeout(resolve, timeoutMs))])
}
