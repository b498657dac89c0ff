import { useEffect, useState } from 'react'
import { call } from '../../api/client.ts'
import { type Draft, openDraft } from './draft.ts'

/**
 * Applications whose last words are not in the store yet, for instance because the session was locked first.
 * They outlive their screen: whoever opens the application again finds what was typed.
 */
const unsaved = new Map<string, Draft>()

async function loadWork(id: string): Promise<Draft> {
  const [application, reference] = await Promise.all([
    call('applications.get', { id }),
    call('reference.get', {}),
  ])
  return openDraft(application, reference)
}

async function resume(work: Draft): Promise<Draft> {
  await work.flush()
  return work
}

async function leave(work: Draft): Promise<void> {
  unsaved.set(work.id, work)
  await work.flush()
  if (work.isSettled()) unsaved.delete(work.id)
}

/** An application while it is fetched, and then to work on. What is typed is saved when the screen is left. */
export function useWorkOf(id: string): { work: Draft | undefined; error: unknown; retry: () => void } {
  const [attempt, setAttempt] = useState(0)
  const [outcome, setOutcome] = useState<{ id: string; attempt: number; work?: Draft; error?: unknown }>()
  useEffect(() => {
    let isHere = true
    let opened: Draft | undefined
    const known = unsaved.get(id)
    unsaved.delete(id)
    const arriving = known ? resume(known) : loadWork(id)
    arriving.then(
      (work) => {
        opened = work
        if (isHere) setOutcome({ id, attempt, work })
        else void leave(work)
      },
      (error: unknown) => isHere && setOutcome({ id, attempt, error }),
    )
    return () => {
      isHere = false
      if (opened) void leave(opened)
    }
  }, [id, attempt])
  const current = outcome?.id === id && outcome.attempt === attempt ? outcome : undefined
  return { work: current?.work, error: current?.error, retry: () => setAttempt((count) => count + 1) }
}
