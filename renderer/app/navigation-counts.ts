import { useCallQuery } from '../api/queries.ts'
import type { Route } from '../lib/route.ts'
import { useHasRole } from '../session/session.tsx'

/** How much waits for this person in each place: what came back, what is to be decided, what is to be sent. */
export function useNavigationCounts(): Partial<Record<Route['screen'], number>> {
  const hasRole = useHasRole()
  const home = useCallQuery('home.summary', {})
  const sync = useCallQuery('sync.status', {})
  const conflicts = useCallQuery('corrections.open-conflicts', {})
  const packets = useCallQuery('packets.count', {})
  return {
    ...(packets.data && { packets: packets.data.waiting + packets.data.refused }),
    ...(home.data && hasRole('petugas') && { applications: home.data.returned.length }),
    ...(home.data && hasRole('verifikator') && { verification: home.data.waitingForVerification }),
    // In training what was approved waits for nothing: it is never sent.
    ...(sync.data &&
      sync.data.line !== 'training' && {
        sync: sync.data.waiting + sync.data.refused + (hasRole('verifikator') ? (conflicts.data ?? 0) : 0),
      }),
  }
}
