import { useRef, useSyncExternalStore } from 'react'

/** A value that changes, and who wants to know. */
export interface Store<State> {
  get(): State
  /** Takes the next state; the listeners hear of it only where it is another one. */
  set(state: State): void
  /** @returns how to stop listening. */
  subscribe(listener: () => void): () => void
}

/** A store of one value. The form lives in one, so that a key pressed in a field redraws that field alone. */
export function createStore<State>(initial: State): Store<State> {
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
 * What a component needs of a store; it is drawn again only when that has changed.
 *
 * @param isSame says when two selections are the same, for selections made anew at each look
 */
export function useStoreSelector<State, Selected>(
  store: Store<State>,
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
