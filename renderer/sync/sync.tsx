import { useState } from 'react'
import type { SyncStatus } from '../../shared/contract/sync-calls.ts'
import { DeliveryState } from '../../shared/status.ts'
import { Loaded } from '../app/loaded.tsx'
import { useCall } from '../app/queries.ts'
import { Screen, ScreenTabs } from '../app/screen.tsx'
import { SyncRecords } from './sync-records.tsx'
import { SyncState } from './sync-state.tsx'

const tabNames: Record<DeliveryState, string> = {
  menunggu: 'Menunggu',
  ditolak: 'Ditolak pusat',
  terkirim: 'Sudah di pusat',
}

const tabOrder: readonly DeliveryState[] = ['menunggu', 'ditolak', 'terkirim']

const counts: Record<DeliveryState, (status: SyncStatus) => number> = {
  menunggu: ({ waiting }) => waiting,
  ditolak: ({ refused }) => refused,
  terkirim: ({ delivered }) => delivered,
}

/** How the approved records stand with the centre: what waits, what was refused and why, what went. */
export function Sync() {
  const status = useCall('sync.status', {})
  const [chosen, setChosen] = useState<DeliveryState>()
  // Until somebody chooses: what asks for attention, as it was when the screen was entered.
  const [first, setFirst] = useState<DeliveryState>()
  if (status.data && !first) setFirst(status.data.refused > 0 ? 'ditolak' : 'menunggu')
  const select = (id: string) => {
    const state = DeliveryState.safeParse(id)
    if (state.success) setChosen(state.data)
  }
  return (
    <Screen
      title="Sinkronisasi"
      lead="Yang disetujui dikirim ke server pusat dengan sendirinya, sekali dan utuh."
    >
      <Loaded query={status} lines={5}>
        {(value) => (
          <>
            <SyncState status={value} />
            <ScreenTabs
              label="Keadaan kiriman"
              selected={chosen ?? first ?? 'menunggu'}
              onSelect={select}
              tabs={tabOrder.map((state) => ({
                id: state,
                label: tabNames[state],
                count: counts[state](value),
                content: <SyncRecords state={state} />,
              }))}
            />
          </>
        )}
      </Loaded>
    </Screen>
  )
}
