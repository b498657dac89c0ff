import { useEffect, useMemo, useRef, useState } from 'react'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import { call } from '../../api/client.ts'
import { useDraft } from '../draft/draft-context.ts'
import { createStore, type Store } from '../draft/store.ts'
import { type Arrival, arrivalsOfScanning, isRefused, withoutTold } from './import-item.ts'
import { putPages } from './page-edits.ts'

/** What the scanner and the watched folder brought, and is on its way or still to be said. */
export interface ScanArrivals {
  readonly arrivals: Store<readonly Arrival[]>
  dismiss(id: string): void
  dropTold(): void
  dropRefused(): void
}

/** What came by itself: the pages go onto the screen once, and what is to be said of it is kept until it is heard. */
export function useScanArrivals(
  state: CallOutput<'scanning.state'> | undefined,
  onPages: (pageIds: readonly string[]) => void,
): ScanArrivals {
  const draft = useDraft()
  const [store] = useState(() => createStore<readonly Arrival[]>([]))
  const [closed] = useState(() => new Set<string>())
  const taken = useRef<Set<string>>(undefined)
  const latestOnPages = useRef(onPages)
  useEffect(() => {
    latestOnPages.current = onPages
  })
  useEffect(() => {
    if (!state) return
    const done = state.arrivals.flatMap(({ id, state: arrived }) =>
      arrived.step === 'done' ? { id, added: arrived.result.added } : [],
    )
    const here = new Set(draft.store.get().pages.map(({ id }) => id))
    const known = new Set(state.arrivals.map(({ id }) => id))
    const isMissing =
      // What came while nobody looked may have been removed again since: what counts is what the store holds.
      (!taken.current && done.some(({ added }) => added.some(({ id }) => !here.has(id)))) ||
      // Of very many arrivals the core forgets the oldest, maybe before this window has heard how they ended.
      store.get().some((arrival) => arrival.state.step === 'reading' && !known.has(arrival.id))
    if (isMissing) draft.mergeStored().catch(() => undefined)
    taken.current ??= new Set(done.map(({ id }) => id))
    const already = taken.current
    const added = done.filter(({ id }) => !already.has(id)).flatMap((arrival) => arrival.added)
    for (const { id } of done) already.add(id)
    putPages(draft, added)
    if (added.length > 0) latestOnPages.current(added.map(({ id }) => id))

    const open = state.arrivals.filter(({ id }) => !closed.has(id))
    store.set(arrivalsOfScanning(store.get(), open))
    const said = new Set(store.get().map(({ id }) => id))
    for (const { id } of open) if (!said.has(id)) close(id, closed)
  }, [state, store, draft, closed])

  return useMemo(() => {
    const keep = (arrivals: readonly Arrival[]) => {
      const ids = new Set(arrivals.map(({ id }) => id))
      for (const { id } of store.get()) if (!ids.has(id)) close(id, closed)
      store.set(arrivals)
    }
    return {
      arrivals: store,
      dismiss: (id: string) => keep(store.get().filter((arrival) => arrival.id !== id)),
      dropTold: () => keep(withoutTold(store.get())),
      dropRefused: () => keep(store.get().filter((arrival) => !isRefused(arrival))),
    }
  }, [store, closed])
}

/** Here it is closed at once; the core may tell of it until it has heard, or again when the screen is opened anew. */
function close(id: string, closed: Set<string>): void {
  closed.add(id)
  call('scanning.dismiss', { id }).catch(() => undefined)
}
