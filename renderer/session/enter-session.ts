import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { SessionState } from '../../shared/contract/session-calls.ts'

/** Takes over at once what the core has just said about the session, without asking it again. */
export function useEnterSession(): (state: SessionState) => void {
  const client = useQueryClient()
  return useCallback((state) => client.setQueryData(['session.state', {}], state), [client])
}

/** Forgets every answer but the session's own: they hold personal data that the next person may not see. */
export function clearQueries(client: QueryClient): void {
  client.removeQueries({
    predicate: ({ queryKey: [name] }) => typeof name === 'string' && !name.startsWith('session'),
  })
}
