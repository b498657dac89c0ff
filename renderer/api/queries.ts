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
 * The queries are a cache of what the core said, never a place where work is kept. The core is on this
 * computer, so nothing waits for a network, and events say when an answer is old: nothing is asked on a timer.
 */
export function createQueryClient(): QueryClient {
  // The core may end a session by itself; whoever hears of it first lets the whole window know.
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
        // What was shown before is there at once, and is asked again: typing does not send events.
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

/** The calls whose answers an event makes old, by the beginning of their names. */
const affectedCalls: Record<CoreEvent, readonly string[]> = {
  session: ['session.'],
  applications: ['applications.', 'home.', 'verification.'],
  verification: ['verification.', 'applications.', 'home.'],
  // A synchronisation enters the office's keys, which `office.get` tells of.
  sync: ['sync.', 'home.', 'corrections.open-conflicts', 'office.get'],
  corrections: ['corrections.'],
  packets: ['packets.', 'applications.'],
  pages: ['pages.'],
  // Not the settings of it: looking for scanners takes seconds, and a scan tells of every step it goes.
  scanning: ['scanning.state'],
}

/** Asks again for what is on the screen and was changed by what the event tells of. */
export function invalidateAfter(client: QueryClient, event: CoreEvent): Promise<void> {
  return invalidateCalls(client, affectedCalls[event])
}

/** The answer to a call, kept until an event or an act says that it is old. */
export function useCallQuery<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  options: { enabled?: boolean; keepsPrevious?: boolean } = {},
): UseQueryResult<CallOutput<Name>, Error> {
  return useQuery<CallOutput<Name>, Error>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    // A search or another page shows the old answer until the new one is there: nothing jumps.
    ...(options.keepsPrevious && { placeholderData: (previous) => previous }),
  })
}

/**
 * The pages of a call, one after the other.
 *
 * @param inputAfter the input for the next page from the ones that are here, undefined where there is no more
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

/** A call that changes something; what the same service had answered before is asked again. */
export function useCallMutation<Name extends CallName>(
  name: Name,
): UseMutationResult<CallOutput<Name>, Error, CallInput<Name>> {
  const client = useQueryClient()
  return useMutation<CallOutput<Name>, Error, CallInput<Name>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => invalidateCalls(client, [name.slice(0, name.indexOf('.') + 1)]),
  })
}
