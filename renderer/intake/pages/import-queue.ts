import { type AddedPages, largestFileBytes } from '../../../shared/contract/page-calls.ts'
import { type ProblemValue, problemSentence } from '../../../shared/problems.ts'
import { createStateStore, type StateStore } from '../draft/state-store.ts'
import { finishedItem, type ImportItem, isRefused, withoutNotices } from './import-item.ts'

export interface ImportQueueDependencies {
  /** Imports the file; rejects where it is refused as a whole. */
  importFile: (file: File) => Promise<AddedPages>
  /** The sentence for what `add` rejects with. */
  explain: (error: unknown) => string
}

export interface ImportQueue {
  readonly store: StateStore<readonly ImportItem[]>
  /** Imports files one after the other; a refused one does not affect the others. */
  add(files: readonly File[]): Promise<void>
  /** Removes an item; a waiting file is then not imported. */
  dismiss(id: string): void
  /** Removes the waiting files. */
  cancelWaiting(): void
  /** Removes notices (withoutNotices). */
  clearNotices(): void
  clearRefused(): void
}

/** Sequential import queue for files, with the results still to be shown. */
export function createImportQueue(dependencies: ImportQueueDependencies): ImportQueue {
  const store = createStateStore<readonly ImportItem[]>([])
  let running: Promise<void> = Promise.resolve()

  const setState = (id: string, state: ImportItem['state']) =>
    store.set(store.get().map((item) => (item.id === id ? { ...item, state } : item)))
  const remove = (id: string) => store.set(store.get().filter((item) => item.id !== id))
  const isQueued = (id: string) => store.get().some((item) => item.id === id)

  async function importOne(id: string, file: File): Promise<void> {
    if (!isQueued(id)) return
    setState(id, { step: 'reading' })
    try {
      const done = finishedItem(id, file.name, await dependencies.importFile(file))
      if (done) setState(id, done.state)
      else remove(id)
    } catch (error) {
      setState(id, { step: 'refused', sentence: dependencies.explain(error) })
    }
  }

  return {
    store,
    add(files) {
      const added = files.map((file) => ({ id: crypto.randomUUID(), file }))
      const items = added.map(({ id, file: { name, size } }): ImportItem => {
        const problem = checkSize(size)
        if (!problem) return { id, name, state: { step: 'waiting' } }
        return { id, name, state: { step: 'refused', sentence: problemSentence(problem) } }
      })
      store.set([...store.get(), ...items])
      for (const { id, file } of added) {
        if (!checkSize(file.size)) running = running.then(() => importOne(id, file))
      }
      return running
    },
    dismiss: remove,
    cancelWaiting: () => store.set(store.get().filter(({ state }) => state.step !== 'waiting')),
    clearNotices: () => store.set(withoutNotices(store.get())),
    clearRefused: () => store.set(store.get().filter((item) => !isRefused(item))),
  }
}

/** Size check before the file is read. */
function checkSize(size: number): ProblemValue | undefined {
  if (size === 0) return { code: 'file-empty', data: {} }
  if (size > largestFileBytes)
    return { code: 'file-too-large', data: { megabytes: largestFileBytes / 1_000_000 } }
  return undefined
}
