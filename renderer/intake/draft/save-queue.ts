/** Autosave state. */
export type SaveState =
  | {
      readonly state: 'saved'
      /** Undefined before the first save. */
      readonly at: Date | undefined
    }
  | { readonly state: 'dirty' }
  | { readonly state: 'saving' }
  /** The store holds a newer revision: saving waits until it has been merged. */
  | { readonly state: 'conflict' }
  /** Will be retried; what is typed stays. */
  | { readonly state: 'failed'; readonly error: unknown }

export interface SaveQueueDependencies<Content> {
  /** The content to save. */
  read: () => Content
  /** Saves; rejects on failure. */
  save: (content: Content) => Promise<void>
  /** Whether the error means that the store holds a newer revision. */
  isConflict: (error: unknown) => boolean
  onChange: (saving: SaveState) => void
}

export interface SaveQueue {
  /** Schedules a save, debounced by 800 ms. */
  markDirty(): void
  /** Saves at once what is not saved yet; resolves when all is saved or saving has failed. Never rejects. */
  flush(): Promise<void>
  /** The newer revision has been merged: saving continues where something is unsaved. */
  resolveConflict(hasUnsaved: boolean): void
  /** Whether everything typed is saved. */
  isSaved(): boolean
}

/** One object, so that further keys notify nobody. */
const dirty: SaveState = { state: 'dirty' }

const debounceMs = 800
const retryDelayMs = 5_000

/**
 * Autosave queue with one save in flight: what is typed meanwhile is saved right after it, so saves stay in
 * order and nothing is saved twice.
 */
export function createSaveQueue<Content>(dependencies: SaveQueueDependencies<Content>): SaveQueue {
  let isDirty = false
  let isConflict = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined

  function schedule(delay: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), delay)
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    running ??= saveAll().finally(() => {
      running = undefined
    })
    return running
  }

  async function saveAll(): Promise<void> {
    while (isDirty && !isConflict) {
      isDirty = false
      dependencies.onChange({ state: 'saving' })
      try {
        await dependencies.save(dependencies.read())
        dependencies.onChange(isDirty ? dirty : { state: 'saved', at: new Date() })
      } catch (error) {
        isDirty = true
        isConflict = dependencies.isConflict(error)
        dependencies.onChange(isConflict ? { state: 'conflict' } : { state: 'failed', error })
        if (!isConflict) schedule(retryDelayMs)
        return
      }
    }
  }

  return {
    markDirty() {
      isDirty = true
      if (isConflict) return
      if (!running) dependencies.onChange(dirty)
      schedule(debounceMs)
    },
    flush,
    resolveConflict(hasUnsaved) {
      isConflict = false
      isDirty = hasUnsaved
      if (hasUnsaved) void flush()
      else dependencies.onChange({ state: 'saved', at: new Date() })
    },
    isSaved: () => !isDirty && !running,
  }
}
