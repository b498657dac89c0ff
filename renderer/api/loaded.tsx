import type { ReactNode } from 'react'
import { LoadingState } from '../ui/view-states.tsx'
import { Failure } from './failure.tsx'

/** The part of a query result that is rendered. */
type QueryState<Value> = {
  data: Value | undefined
  error: Error | null
  refetch: () => unknown
}

/**
 * Renders a query: its data, a loading state or an error state.
 *
 * @param rows expected number of rows, for the skeleton
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
