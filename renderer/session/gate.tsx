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

/** Shows set-up, sign-in or the application, by session state. */
export function Gate({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const { data: state, error, refetch } = useCallQuery('session.state', {})
  // True while the wizard creates the store: the new session must not replace the recovery key on the screen.
  const [isSettingUp, setSettingUp] = useState(false)
  const isSignedIn = state?.stage === 'signed-in'
  useEffect(() => {
    if (isSignedIn) return
    clearQueries(client)
    clearPictures()
  }, [client, isSignedIn])

  if (!state) {
    // The first response takes milliseconds: an empty window flickers less than a card.
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
