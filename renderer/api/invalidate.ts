import type { Query, QueryClient } from '@tanstack/react-query'

/**
 * Asks again whatever is on the screen and was answered by a call of one of these beginnings. A first answer that is
 * still on its way is awaited and then asked anew: the library only joins it, and it may have been given before the
 * change that we were told of.
 */
export async function refresh(client: QueryClient, beginnings: readonly string[]): Promise<void> {
  const isTouched = ({ queryKey: [name] }: Query) =>
    typeof name === 'string' && beginnings.some((beginning) => name.startsWith(beginning))
  const underWay = new Set(client.getQueryCache().findAll({ predicate: isTouched }).filter(isFirstAsked))
  await client.invalidateQueries({ predicate: isTouched })
  if (underWay.size > 0) await client.invalidateQueries({ predicate: (query) => underWay.has(query) })
}

const isFirstAsked = ({ state }: Query): boolean =>
  state.fetchStatus === 'fetching' && state.data === undefined
