/** How the typed work stands with the store of this computer. */
export type SaveState =
  | {
      readonly state: 'saved' /** When; undefined while nothing had to be saved yet. */
      readonly at: Date | undefined
    }
  | { readonly state: 'typed' }
  | { readonly state: 'saving' }
  /** The core changed it meanwhile: saving waits until somebody has taken over what it holds. */
  | { readonly state: 'outrun' }
  /** It will be tried again; what is typed stays. */
  | { readonly state: 'failed'; readonly error: unknown }

export interface SaveQueueDependencies<Content> {
  /** What is to be saved now. */
  read: () => Content
  /** Saves it; rejects where that did not work. */
  save: (content: Content) => Promise<void>
  /** Whether a refusal means that the store holds something newer. */
  isConflict: (error: unknown) => boolean
  onChange: (saving: SaveState) => void
}

export interface SaveQueue {
  /** Something was typed: saved once nobody has typed for 800 ms. */
  markDirty(): void
  /** Saves at once what is not saved yet; resolves when all is saved or saving has failed. Never rejects. */
  flush(): Promise<void>
  /** The store's newer state has been taken over; saving goes on, or there is nothing to save any more. */
  resolveConflict(hasUnsaved: boolean): void
  /** Whether everything typed is saved. */
  isSaved(): boolean
}

/** The same each time: a key that changes nothing of how saving stands tells nobody. */
const dirty: SaveState = { state: 'typed' }

const debounceMs = 800
const retryDelayMs = 5_000

/**
 * Saves what is typed, one save at a time: what is typed while one is on its way is saved right after it, so
 * that nothing is overtaken and nothing is saved twice.
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
        dependencies.onChange(isConflict ? { state: 'outrun' } : { state: 'failed', error })
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
