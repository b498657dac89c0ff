import { useEffect, useState } from 'react'
import { call } from '../../api/client.ts'
import { type Draft, openDraft } from './draft.ts'

/**
 * Drafts with unsaved changes, for instance because the session was locked first. They outlive their screen:
 * opening the application again finds what was typed.
 */
const unsavedDrafts = new Map<string, Draft>()

async function loadDraft(id: string): Promise<Draft> {
  const [application, reference] = await Promise.all([
    call('applications.get', { id }),
    call('reference.get', {}),
  ])
  return openDraft(application, reference)
}

async function resume(draft: Draft): Promise<Draft> {
  await draft.flush()
  return draft
}

async function saveOnLeave(draft: Draft): Promise<void> {
  unsavedDrafts.set(draft.id, draft)
  await draft.flush()
  if (draft.isSaved()) unsavedDrafts.delete(draft.id)
}

/** Loads an application as a draft, or resumes its unsaved one. Saves it when the screen is left. */
export function useOpenDraft(id: string): { draft: Draft | undefined; error: unknown; retry: () => void } {
  const [attempt, setAttempt] = useState(0)
  const [outcome, setOutcome] = useState<{ id: string; attempt: number; draft?: Draft; error?: unknown }>()
  useEffect(() => {
    let isMounted = true
    let opened: Draft | undefined
    const known = unsavedDrafts.get(id)
    unsavedDrafts.delete(id)
    const loading = known ? resume(known) : loadDraft(id)
    loading.then(
      (draft) => {
        opened = draft
        if (isMounted) setOutcome({ id, attempt, draft })
        else void saveOnLeave(draft)
      },
      (error: unknown) => isMounted && setOutcome({ id, attempt, error }),
    )
    return () => {
      isMounted = false
      if (opened) void saveOnLeave(opened)
    }
  }, [id, attempt])
  const current = outcome?.id === id && outcome.attempt === attempt ? outcome : undefined
  return { draft: current?.draft, error: current?.error, retry: () => setAttempt((count) => count + 1) }
}
