/** How the typed work stands with the store of this computer. */
export type Saving =
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

export interface SaveQueueDependencies<Work> {
  /** What is to be saved now. */
  read: () => Work
  /** Saves it; rejects where that did not work. */
  save: (work: Work) => Promise<void>
  /** Whether a refusal means that the store holds something newer. */
  isOutrun: (error: unknown) => boolean
  onChange: (saving: Saving) => void
}

export interface SaveQueue {
  /** Something was typed: saved once nobody has typed for 800 ms. */
  typed(): void
  /** Saves at once what is not saved yet; resolves when all is saved or saving has failed. Never rejects. */
  flush(): Promise<void>
  /** The store's newer state has been taken over; saving goes on, or there is nothing to save any more. */
  caughtUp(hasRest: boolean): void
  /** Whether everything typed is saved. */
  isSettled(): boolean
}

/** The same each time: a key that changes nothing of how saving stands tells nobody. */
const unsaved: Saving = { state: 'typed' }

const pause = 800
const pauseAfterFailure = 5_000

/**
 * Saves what is typed, one save at a time: what is typed while one is on its way is saved right after it, so
 * that nothing is overtaken and nothing is saved twice.
 */
export function createSaveQueue<Work>(needs: SaveQueueDependencies<Work>): SaveQueue {
  let isDirty = false
  let isOutrun = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined

  function later(delay: number): void {
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
    while (isDirty && !isOutrun) {
      isDirty = false
      needs.onChange({ state: 'saving' })
      try {
        await needs.save(needs.read())
        needs.onChange(isDirty ? unsaved : { state: 'saved', at: new Date() })
      } catch (error) {
        isDirty = true
        isOutrun = needs.isOutrun(error)
        needs.onChange(isOutrun ? { state: 'outrun' } : { state: 'failed', error })
        if (!isOutrun) later(pauseAfterFailure)
        return
      }
    }
  }

  return {
    typed() {
      isDirty = true
      if (isOutrun) return
      if (!running) needs.onChange(unsaved)
      later(pause)
    },
    flush,
    caughtUp(hasRest) {
      isOutrun = false
      isDirty = hasRest
      if (hasRest) void flush()
      else needs.onChange({ state: 'saved', at: new Date() })
    },
    isSettled: () => !isDirty && !running,
  }
}
