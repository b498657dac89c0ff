import { createContext, useContext } from 'react'
import type { SessionState } from '../../shared/contract/session-calls.ts'
import type { Role } from '../../shared/roles.ts'

/** The signed-in session: person, office and its settings. */
export type Session = Omit<Extract<SessionState, { stage: 'signed-in' }>, 'stage'>

const SessionContext = createContext<Session | undefined>(undefined)

export const SessionProvider = SessionContext.Provider

/** The current session; throws outside of SessionProvider. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session')
  return session
}

/** Whether the person has a role. */
export function useHasRole(): (role: Role) => boolean {
  const { user } = useSession()
  return (role) => user.roles.includes(role)
}
