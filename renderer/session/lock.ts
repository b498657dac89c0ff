import { useCallback } from 'react'
import type { SessionState } from '../../shared/contract/session-calls.ts'
import { call } from '../api/client.ts'
import { saveBeforeLock } from './before-lock.ts'
import { useEnterSession } from './enter-session.ts'
import { useSession } from './session.tsx'

/** Saves drafts and locks. The lock screen is shown even where the core does not answer. */
export function useLock(): () => Promise<void> {
  const enter = useEnterSession()
  const { training, user } = useSession()
  return useCallback(async () => {
    await saveBeforeLock()
    const lockedState: SessionState = {
      stage: 'locked',
      training,
      lastUsername: user.username,
      revokedAt: null,
    }
    enter(await call('session.lock', {}).catch(() => lockedState))
  }, [enter, training, user.username])
}
