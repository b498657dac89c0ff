import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../shared/contract/contract.ts'
import type { QueuedCase } from '../../shared/contract/verification-calls.ts'
import { call } from '../api/client.ts'
import { prefetchPicture } from '../viewer/picture-cache.ts'
import { initialPages } from './case-pages.ts'

export type VerificationCase = CallOutput<'verification.case'>

/** A case: an application as it was submitted at that moment. Returned and submitted again it is another one. */
type CaseKey = Pick<QueuedCase, 'id' | 'submittedAt'>

/**
 * A case as the core gave it. What is submitted cannot change while it waits, and every answer is a look at
 * personal data that the access log keeps: so it is asked for once and not again with every decision, which is
 * why it does not stand under the call's own name.
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

/** Fetches a case and its first two pictures ahead of need. A failure shows when the case is really opened. */
export async function prefetchCase(client: QueryClient, name: CaseKey): Promise<void> {
  await client.prefetchQuery(caseOptions(name))
  const known = client.getQueryData(caseOptions(name).queryKey)
  if (!known) return
  const { pages, form } = known.application
  for (const page of initialPages(pages, form)) prefetchPicture(page)
}
