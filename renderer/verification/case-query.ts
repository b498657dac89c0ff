import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../shared/contract/contract.ts'
import type { QueuedCase } from '../../shared/contract/verification-calls.ts'
import { call } from '../api/client.ts'
import { prefetchPicture } from '../viewer/picture-cache.ts'
import { initialPages } from './case-pages.ts'

export type VerificationCase = CallOutput<'verification.case'>

/** Key of a case: an application and the time of its submission. Submitted again it is another case. */
type CaseKey = Pick<QueuedCase, 'id' | 'submittedAt'>

/**
 * Query of a case. A submitted application cannot change while it waits, and every call is an entry in the
 * access log: so it is fetched once, under a key of its own that `verification.` events do not invalidate.
 */
const caseOptions = ({ id, submittedAt }: CaseKey) =>
  queryOptions({
    queryKey: ['case', id, submittedAt],
    queryFn: () => call('verification.case', { id }),
    gcTime: 120_000,
  })

export function useCase(name: CaseKey) {
  return useQuery(caseOptions(name))
}

/** Prefetches a case and its first two pictures. A failure shows when the case is opened. */
export async function prefetchCase(client: QueryClient, name: CaseKey): Promise<void> {
  await client.prefetchQuery(caseOptions(name))
  const known = client.getQueryData(caseOptions(name).queryKey)
  if (!known) return
  const { pages, form } = known.application
  for (const page of initialPages(pages, form)) prefetchPicture(page)
}
