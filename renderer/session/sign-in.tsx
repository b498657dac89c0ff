import { useState } from 'react'
import type { SessionState } from '../../shared/contract/session-calls.ts'
import { navigate } from '../lib/router.ts'
import { useEnterSession } from './enter-session.ts'
import { Recover } from './recover.tsx'
import { Revoked } from './revoked.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { TrainingAccounts } from './training-accounts.tsx'

export type LockedState = Extract<SessionState, { stage: 'locked' }>

/** Lock screen: the same person returns to their screen, another one starts at home. */
export function SignIn({ state }: { state: LockedState }) {
  const [isRecovering, setRecovering] = useState(false)
  const enterSession = useEnterSession()
  const enter = (next: SessionState) => {
    const isSamePerson = next.stage === 'signed-in' && next.user.username === state.lastUsername
    if (!isSamePerson) navigate({ screen: 'home' }, { replace: true })
    enterSession(next)
  }
  if (state.training) return <TrainingAccounts onEnter={enter} />
  if (isRecovering) return <Recover onBack={() => setRecovering(false)} onEnter={enter} />
  const rest = { lastUsername: state.lastUsername, onForgotten: () => setRecovering(true), onEnter: enter }
  return state.revokedAt ? <Revoked revokedAt={state.revokedAt} {...rest} /> : <SignInForm {...rest} />
}
