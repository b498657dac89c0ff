import { useRef, useSyncExternalStore } from 'react'

/** Observable value, for useSyncExternalStore. */
export interface StateStore<State> {
  get(): State
  /** Sets the state; notifies listeners only when it changes (Object.is). */
  set(state: State): void
  /** @returns unsubscribe */
  subscribe(listener: () => void): () => void
}

/** Creates a store. The form lives in one, so that a key pressed in a field renders that field alone. */
export function createStateStore<State>(initial: State): StateStore<State> {
  const listeners = new Set<() => void>()
  let state = initial
  return {
    get: () => state,
    set(next) {
      if (Object.is(next, state)) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/**
 * Selects from a store; the component renders again only when the selection changes.
 *
 * @param isSame equality of two selections, for selectors that return a new object at each call
 */
export function useStoreSelector<State, Selected>(
  store: StateStore<State>,
  select: (state: State) => Selected,
  isSame: (one: Selected, other: Selected) => boolean = Object.is,
): Selected {
  const last = useRef<{ selected: Selected }>(undefined)
  return useSyncExternalStore(store.subscribe, () => {
    const selected = select(store.get())
    if (!last.current || !isSame(last.current.selected, selected)) last.current = { selected }
    return last.current.selected
  })
}

/** Whether two lists hold the same things in the same order. */
export function sameItems<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => Object.is(item, other[index]))
}
