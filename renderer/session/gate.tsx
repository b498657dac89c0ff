import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Failure } from '../api/failure.tsx'
import { useCallQuery } from '../api/queries.ts'
import { clearPictures } from '../viewer/picture-cache.ts'
import { AuthLayout } from './auth-layout.tsx'
import { clearQueries } from './enter-session.ts'
import { FirstRun } from './first-run.tsx'
import { SessionProvider } from './session.tsx'
import { SignIn } from './sign-in.tsx'

/** Decides what the window shows before anything else: set up, unlock, or work. */
export function Gate({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const { data: state, error, refetch } = useCallQuery('session.state', {})
  // Set while the wizard makes the store: the recovery key must not be swept off the screen by the session
  // that comes into being at the same moment.
  const [isSettingUp, setSettingUp] = useState(false)
  const isSignedIn = state?.stage === 'signed-in'
  useEffect(() => {
    if (isSignedIn) return
    clearQueries(client)
    clearPictures()
  }, [client, isSignedIn])

  if (!state) {
    // The first answer takes milliseconds: an empty window is calmer than a sheet that is exchanged at once.
    if (!error) return null
    return (
      <AuthLayout title="SOLID Loket">
        <Failure error={error} retry={refetch} />
      </AuthLayout>
    )
  }
  if (state.stage === 'first-run' || isSettingUp) return <FirstRun onSettingUp={setSettingUp} />
  if (state.stage === 'locked') return <SignIn state={state} />
  return (
    <SessionProvider key={state.user.id} value={state}>
      {children}
    </SessionProvider>
  )
}
