import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { SessionState } from '../../shared/contract/session-calls.ts'

/** Sets the session state from a response, without fetching it again. */
export function useEnterSession(): (state: SessionState) => void {
  const client = useQueryClient()
  return useCallback((state) => client.setQueryData(['session.state', {}], state), [client])
}

/** Removes all cached queries but the session's: they hold personal data that the next person may not see. */
export function clearQueries(client: QueryClient): void {
  client.removeQueries({
    predicate: ({ queryKey: [name] }) => typeof name === 'string' && !name.startsWith('session'),
  })
}
