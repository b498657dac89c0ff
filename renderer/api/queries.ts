import {
  type InfiniteData,
  MutationCache,
  QueryCache,
  QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { call, ProblemError } from './client.ts'
import { invalidateCalls } from './invalidate.ts'

/**
 * Query client: a cache of what the core answered. The core runs on this computer, so no network mode
 * applies, and events invalidate queries: nothing is polled.
 */
export function createQueryClient(): QueryClient {
  // The core may end a session by itself: the first refused call updates the session.
  const onError = (error: Error) => {
    if (isSignedOut(error)) void invalidateCalls(client, affectedCalls.session)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        // Cached data is shown at once and fetched again: saving a draft sends no event.
        refetchOnMount: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return client
}

function isSignedOut(error: Error): boolean {
  return error instanceof ProblemError && error.problem.code === 'not-signed-in'
}

/** Calls that an event invalidates, by prefix of their names. */
const affectedCalls: Record<CoreEvent, readonly string[]> = {
  session: ['session.'],
  applications: ['applications.', 'home.', 'verification.'],
  verification: ['verification.', 'applications.', 'home.'],
  // A synchronisation registers the office's keys, which `office.get` returns.
  sync: ['sync.', 'home.', 'corrections.open-conflicts', 'office.get'],
  corrections: ['corrections.'],
  packets: ['packets.', 'applications.'],
  pages: ['pages.'],
  // Not scanning.settings: finding scanners takes seconds, and a scan sends an event for every step.
  scanning: ['scanning.state'],
}

/** Invalidates the queries that an event affects. */
export function invalidateAfter(client: QueryClient, event: CoreEvent): Promise<void> {
  return invalidateCalls(client, affectedCalls[event])
}

/** Query of a call, cached until an event or a mutation invalidates it. */
export function useCallQuery<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  options: { enabled?: boolean; keepsPrevious?: boolean } = {},
): UseQueryResult<CallOutput<Name>, Error> {
  return useQuery<CallOutput<Name>, Error>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    // The previous data stays until the new arrives, so nothing shifts.
    ...(options.keepsPrevious && { placeholderData: (previous) => previous }),
  })
}

/**
 * Infinite query of a paginated call.
 *
 * @param inputAfter the input for the next page, undefined after the last one
 */
export function useCallPages<Name extends CallName>(
  name: Name,
  first: CallInput<Name>,
  inputAfter: (last: CallOutput<Name>, all: CallOutput<Name>[]) => CallInput<Name> | undefined,
) {
  return useInfiniteQuery<
    CallOutput<Name>,
    Error,
    InfiniteData<CallOutput<Name>>,
    QueryKey,
    { input: CallInput<Name> }
  >({
    queryKey: [name, 'pages', first],
    queryFn: ({ pageParam }) => call(name, pageParam.input),
    initialPageParam: { input: first },
    getNextPageParam: (last, all) => {
      const input = inputAfter(last, all)
      return input && { input }
    },
  })
}

/** Mutation by a call; invalidates all queries of the same namespace. */
export function useCallMutation<Name extends CallName>(
  name: Name,
): UseMutationResult<CallOutput<Name>, Error, CallInput<Name>> {
  const client = useQueryClient()
  return useMutation<CallOutput<Name>, Error, CallInput<Name>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => invalidateCalls(client, [name.slice(0, name.indexOf('.') + 1)]),
  })
}
