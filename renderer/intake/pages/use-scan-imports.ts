import { useEffect, useMemo, useRef, useState } from 'react'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import { call } from '../../api/client.ts'
import { useDraft } from '../draft/draft-context.ts'
import { createStateStore, type StateStore } from '../draft/state-store.ts'
import { type ImportItem, isRefused, itemsFromScans, withoutNotices } from './import-item.ts'
import { mergePages } from './page-edits.ts'

/** Imports from scanner and watched folder that are running or still to be shown. */
export interface ScanImports {
  readonly items: StateStore<readonly ImportItem[]>
  dismiss(id: string): void
  clearNotices(): void
  clearRefused(): void
}

/** Adds pages from scanner and watched folder to the draft once, and keeps their items until dismissed. */
export function useScanImports(
  state: CallOutput<'scanning.state'> | undefined,
  onPages: (pageIds: readonly string[]) => void,
): ScanImports {
  const draft = useDraft()
  const [store] = useState(() => createStateStore<readonly ImportItem[]>([]))
  const [dismissed] = useState(() => new Set<string>())
  const handled = useRef<Set<string>>(undefined)
  const latestOnPages = useRef(onPages)
  useEffect(() => {
    latestOnPages.current = onPages
  })
  useEffect(() => {
    if (!state) return
    const done = state.imports.flatMap(({ id, state: scanState }) =>
      scanState.step === 'done' ? { id, added: scanState.result.added } : [],
    )
    const onScreen = new Set(draft.store.get().pages.map(({ id }) => id))
    const known = new Set(state.imports.map(({ id }) => id))
    const isMissing =
      // Pages imported before this screen opened may have been removed since: the store knows.
      (!handled.current && done.some(({ added }) => added.some(({ id }) => !onScreen.has(id)))) ||
      // The core keeps a limited list: it may drop an import before this window has seen its result.
      store.get().some((item) => item.state.step === 'reading' && !known.has(item.id))
    if (isMissing) draft.mergeStored().catch(() => undefined)
    handled.current ??= new Set(done.map(({ id }) => id))
    const already = handled.current
    const added = done.filter(({ id }) => !already.has(id)).flatMap((item) => item.added)
    for (const { id } of done) already.add(id)
    mergePages(draft, added)
    if (added.length > 0) latestOnPages.current(added.map(({ id }) => id))

    const open = state.imports.filter(({ id }) => !dismissed.has(id))
    store.set(itemsFromScans(store.get(), open))
    const listed = new Set(store.get().map(({ id }) => id))
    for (const { id } of open) if (!listed.has(id)) dismissImport(id, dismissed)
  }, [state, store, draft, dismissed])

  return useMemo(() => {
    const keepOnly = (items: readonly ImportItem[]) => {
      const ids = new Set(items.map(({ id }) => id))
      for (const { id } of store.get()) if (!ids.has(id)) dismissImport(id, dismissed)
      store.set(items)
    }
    return {
      items: store,
      dismiss: (id: string) => keepOnly(store.get().filter((item) => item.id !== id)),
      clearNotices: () => keepOnly(withoutNotices(store.get())),
      clearRefused: () => keepOnly(store.get().filter((item) => !isRefused(item))),
    }
  }, [store, dismissed])
}

/** Dismisses an import here at once; the core may list it until it has processed the call. */
function dismissImport(id: string, dismissed: Set<string>): void {
  dismissed.add(id)
  call('scanning.dismiss', { id }).catch(() => undefined)
}
