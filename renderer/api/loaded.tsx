import type { ReactNode } from 'react'
import { LoadingState } from '../ui/view-states.tsx'
import { Failure } from './failure.tsx'

/** As much of a query as is needed to show it. */
type QueryState<Value> = {
  data: Value | undefined
  error: Error | null
  refetch: () => unknown
}

/**
 * What the core answered, or that it is on its way, or why it is not coming.
 *
 * @param lines how many rows are expected, so that nothing jumps when they come
 */
export function Loaded<Value>(props: {
  query: QueryState<Value>
  rows?: number
  children: (value: Value) => ReactNode
}) {
  const { query, rows, children } = props
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <Failure error={query.error} retry={query.refetch} />
  return <LoadingState {...(rows !== undefined && { rows })} />
}
