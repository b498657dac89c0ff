import { type AddedPages, largestFileBytes } from '../../../shared/contract/page-calls.ts'
import { type ProblemValue, problemSentence } from '../../../shared/problems.ts'
import { createStore, type Store } from '../draft/store.ts'
import { type Arrival, doneArrival, isRefused, withoutTold } from './import-item.ts'

export interface ArrivalsDependencies {
  /** Makes pages of the file; rejects where it is refused as a whole. */
  add: (file: File) => Promise<AddedPages>
  /** The sentence for what `add` rejects with. */
  explain: (error: unknown) => string
}

export interface Arrivals {
  readonly store: Store<readonly Arrival[]>
  /** Takes files in, one after the other; what is refused leaves the others as they are. */
  take(files: readonly File[]): Promise<void>
  /** Takes a line off the screen; a file that still waits is then not taken in. */
  dismiss(id: string): void
  /** Takes none of the files that still wait. */
  dropWaiting(): void
  /** Takes everything off the screen that was only told. */
  dropTold(): void
  dropRefused(): void
}

/** The files that were given to an application and are not simply pages of it yet. */
export function createArrivals(needs: ArrivalsDependencies): Arrivals {
  const store = createStore<readonly Arrival[]>([])
  let running: Promise<void> = Promise.resolve()

  const put = (id: string, state: Arrival['state']) =>
    store.set(store.get().map((arrival) => (arrival.id === id ? { ...arrival, state } : arrival)))
  const drop = (id: string) => store.set(store.get().filter((arrival) => arrival.id !== id))
  const isHere = (id: string) => store.get().some((arrival) => arrival.id === id)

  async function takeOne(id: string, file: File): Promise<void> {
    if (!isHere(id)) return
    put(id, { step: 'reading' })
    try {
      const done = doneArrival(id, file.name, await needs.add(file))
      if (done) put(id, done.state)
      else drop(id)
    } catch (error) {
      put(id, { step: 'refused', sentence: needs.explain(error) })
    }
  }

  return {
    store,
    take(files) {
      const taken = files.map((file) => ({ id: crypto.randomUUID(), file }))
      const arrivals = taken.map(({ id, file: { name, size } }): Arrival => {
        const problem = refusedBySize(size)
        if (!problem) return { id, name, state: { step: 'waiting' } }
        return { id, name, state: { step: 'refused', sentence: problemSentence(problem) } }
      })
      store.set([...store.get(), ...arrivals])
      for (const { id, file } of taken) {
        if (!refusedBySize(file.size)) running = running.then(() => takeOne(id, file))
      }
      return running
    },
    dismiss: drop,
    dropWaiting: () => store.set(store.get().filter(({ state }) => state.step !== 'waiting')),
    dropTold: () => store.set(withoutTold(store.get())),
    dropRefused: () => store.set(store.get().filter((arrival) => !isRefused(arrival))),
  }
}

/** Refused before a byte of it is read. */
function refusedBySize(size: number): ProblemValue | undefined {
  if (size === 0) return { code: 'file-empty', data: {} }
  if (size > largestFileBytes)
    return { code: 'file-too-large', data: { megabytes: largestFileBytes / 1_000_000 } }
  return undefined
}
