import { useCallQuery } from '../api/queries.ts'
import type { Route } from '../lib/route.ts'
import { useHasRole } from '../session/session.tsx'

/** Badge counts of the navigation items: returned applications, cases to decide, records to send. */
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
    // In training approved records are never sent.
    ...(sync.data &&
      sync.data.connection !== 'training' && {
        sync: sync.data.waiting + sync.data.refused + (hasRole('verifikator') ? (conflicts.data ?? 0) : 0),
      }),
  }
}
