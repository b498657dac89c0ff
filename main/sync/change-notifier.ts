/** Calls listeners after changes, throttled: many changes within one interval are one call. */
export class ChangeNotifier {
  readonly #listeners = new Set<() => void>()
  readonly #interval: number
  #timer: NodeJS.Timeout | undefined

  /** @param interval milliseconds from the first change until the listeners are called */
  constructor(interval: number) {
    this.#interval = interval
  }

  notify(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      for (const listener of this.#listeners) listener()
    }, this.#interval).unref()
  }

  /** Answers how to unsubscribe. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Drops a call that is due. */
  cancel(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
