import type { Query, QueryClient } from '@tanstack/react-query'

/**
 * Invalidates the queries of calls with one of these prefixes. A first fetch in flight is awaited and then
 * repeated: the library only joins it, and its response may predate the change.
 */
export async function invalidateCalls(client: QueryClient, prefixes: readonly string[]): Promise<void> {
  const isAffected = ({ queryKey: [name] }: Query) =>
    typeof name === 'string' && prefixes.some((prefix) => name.startsWith(prefix))
  const firstFetches = new Set(client.getQueryCache().findAll({ predicate: isAffected }).filter(isFirstFetch))
  await client.invalidateQueries({ predicate: isAffected })
  if (firstFetches.size > 0) await client.invalidateQueries({ predicate: (query) => firstFetches.has(query) })
}

const isFirstFetch = ({ state }: Query): boolean =>
  state.fetchStatus === 'fetching' && state.data === undefined
