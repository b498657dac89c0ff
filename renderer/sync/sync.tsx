import { useState } from 'react'
import type { SyncStatus } from '../../shared/contract/sync-calls.ts'
import type { DeliveryState } from '../../shared/status.ts'
import { Loaded } from '../api/loaded.tsx'
import { useCallQuery } from '../api/queries.ts'
import { Conflicts } from '../corrections/conflicts.tsx'
import { Screen, ScreenTabs } from '../lib/screen.tsx'
import { useHasRole } from '../session/session.tsx'
import { SyncHistory } from './sync-history.tsx'
import { SyncRecords } from './sync-records.tsx'
import { SyncStatusPanel } from './sync-state.tsx'

const tabNames: Record<DeliveryState, string> = {
  pending: 'Menunggu',
  refused: 'Ditolak pusat',
  delivered: 'Sudah di pusat',
}

const tabOrder: readonly DeliveryState[] = ['pending', 'refused', 'delivered']

const conflictTab = 'nik-ganda'

const counts: Record<DeliveryState, (status: SyncStatus) => number> = {
  pending: ({ waiting }) => waiting,
  refused: ({ refused }) => refused,
  delivered: ({ delivered }) => delivered,
}

/** Sync screen: connection status, and approved records by delivery state. */
export function SyncScreen() {
  const hasRole = useHasRole()
  const status = useCallQuery('sync.status', {})
  const conflicts = useCallQuery('corrections.open-conflicts', {}, { enabled: hasRole('verifikator') })
  const [chosen, setChosen] = useState<string>()
  // Initial tab: the one that needs attention when the screen is entered.
  const [first, setFirst] = useState<string>()
  if (status.data && !conflicts.isLoading && !first) {
    const isRefused = status.data.refused > 0
    setFirst((conflicts.data ?? 0) > 0 ? conflictTab : isRefused ? 'refused' : 'pending')
  }
  return (
    <Screen
      title="Sinkronisasi"
      lead="Yang disetujui dikirim ke server pusat dengan sendirinya, sekali dan utuh."
    >
      <Loaded query={status} rows={5}>
        {(value) => (
          <>
            <SyncStatusPanel status={value} />
            <ScreenTabs
              label="Keadaan kiriman"
              selected={chosen ?? first ?? 'pending'}
              onSelect={setChosen}
              tabs={[
                ...tabOrder.map((state) => ({
                  id: state,
                  label: tabNames[state],
                  count: counts[state](value),
                  content: <SyncRecords state={state} />,
                })),
                ...(hasRole('verifikator')
                  ? [
                      {
                        id: conflictTab,
                        label: 'NIK ganda',
                        count: conflicts.data ?? 0,
                        content: <Conflicts />,
                      },
                    ]
                  : []),
                { id: 'riwayat', label: 'Riwayat', content: <SyncHistory /> },
              ]}
            />
          </>
        )}
      </Loaded>
    </Screen>
  )
}
