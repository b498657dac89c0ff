import type { Query, QueryClient } from '@tanstack/react-query'

/**
 * Asks again whatever is on the screen and was answered by a call of one of these beginnings. A first answer that is
 * still on its way is awaited and then asked anew: the library only joins it, and it may have been given before the
 * change that we were told of.
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
