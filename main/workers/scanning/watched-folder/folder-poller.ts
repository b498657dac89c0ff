import fs from 'node:fs'

/** Milliseconds between two polls: while a file is being written, and otherwise. */
const intervals = { busy: 100, idle: 2_000 }

/**
 * Polls a folder at intervals, one poll at a time. Events of the file system only make the next poll earlier: on
 * network drives they get lost, elsewhere they come twice.
 */
export class FolderPoller {
  readonly #folder: string
  readonly #pollFolder: () => Promise<boolean>
  #watcher: fs.FSWatcher | undefined
  #timer: NodeJS.Timeout | undefined
  #isPolling = false
  /** Whether an event arrived during a poll. */
  #isDueAgain = false

  /** `pollFolder` says whether a file is being written, so that the next poll comes soon. */
  constructor(folder: string, pollFolder: () => Promise<boolean>) {
    this.#folder = folder
    this.#pollFolder = pollFolder
  }

  async poll(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#isPolling) {
      this.#isDueAgain = true
      return
    }
    this.#isPolling = true
    this.#isDueAgain = false
    const isBusy = await this.#pollFolder()
    this.#isPolling = false
    this.#timer = setTimeout(() => this.poll(), this.#isDueAgain || isBusy ? intervals.busy : intervals.idle)
  }

  /** Listens for events, where the drive has any. */
  watch(): void {
    if (this.#watcher) return
    try {
      this.#watcher = fs.watch(this.#folder, () => void this.poll())
      this.#watcher.on('error', () => this.unwatch())
    } catch {
      // A drive without events is polled all the same.
    }
  }

  unwatch(): void {
    this.#watcher?.close()
    this.#watcher = undefined
  }
}
