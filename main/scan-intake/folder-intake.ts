import type { WaitingFile } from '../../shared/contract/scanning-calls.ts'
import { Problem, type ProblemCode, type ProblemValue } from '../../shared/problems.ts'
import type { WatchedFolder } from '../../shared/scanning.ts'
import type { AddedPages } from '../documents/import-pages.ts'
import type { StartProcess } from '../workers/queue/job-queue.ts'
import { FolderWatcher } from '../workers/scanning/watched-folder/client.ts'

/** Imports a file with these bytes into an application, shown under its name. */
export type ImportFile = (
  applicationId: string,
  name: string,
  read: () => Promise<Uint8Array>,
) => Promise<AddedPages>

/** The application that files are imported into as they appear. */
interface ImportTarget {
  applicationId: string
  importFile: ImportFile
  /** Whether the person who set it is still signed in. */
  isActive: () => boolean
  /** In milliseconds of the epoch: files that were first seen earlier wait to be imported by hand. */
  since: number
}

/** Problems that are not the file's: it stays in the folder and can be imported again. */
const retryable: ReadonlySet<ProblemCode> = new Set([
  'disk-full',
  'store-in-use',
  'store-damaged',
  'application-not-found',
  'application-closed',
  'not-signed-in',
  'waiting-file-gone',
  'folder-gone',
])

/** Imports the files of the watched folder, one after the other, and disposes of those that were imported. */
export class FolderIntake {
  readonly #startProcess: StartProcess
  readonly #onChange: () => void
  readonly #importing = new Set<string>()
  readonly #failed = new Set<string>()
  #settings: WatchedFolder | null = null
  #watcher: FolderWatcher | undefined
  #target: ImportTarget | undefined
  #lastImport: Promise<unknown> = Promise.resolve()

  constructor(startProcess: StartProcess, onChange: () => void) {
    this.#startProcess = startProcess
    this.#onChange = onChange
  }

  /** Watches this folder from now on, or none. */
  watch(settings: WatchedFolder | null): void {
    const isSame = settings?.path === this.#settings?.path
    this.#settings = settings
    if (isSame) return
    this.#watcher?.stop()
    this.#watcher = settings
      ? new FolderWatcher({
          startProcess: this.#startProcess,
          folder: settings.path,
          onChange: () => this.#importNew(),
        })
      : undefined
  }

  waiting(): WaitingFile[] {
    return this.#waitingFiles().map(({ id, name, byteLength }) => ({ id, name, byteLength }))
  }

  problem(): ProblemValue | null {
    return this.#watcher?.state().problem ?? null
  }

  /** Starts importing every waiting file; gives how many. */
  importWaiting(applicationId: string, importFile: ImportFile): number {
    return this.#importFiles(this.#waitingFiles(), applicationId, importFile)
  }

  /** Files that appear from now on are imported at once; those in the folder already wait. */
  setTarget(target: Omit<ImportTarget, 'since'> | undefined): void {
    this.#target = target && { ...target, since: Date.now() }
  }

  /** Ends watching; resolves once the file being imported is stored. */
  async stop(): Promise<void> {
    this.#target = undefined
    this.#watcher?.stop()
    this.#watcher = undefined
    await this.#lastImport
  }

  #waitingFiles() {
    return (this.#watcher?.state().files ?? []).filter(({ id }) => !this.#importing.has(id))
  }

  #importNew(): void {
    if (this.#target?.isActive()) {
      const { applicationId, importFile, since } = this.#target
      const appeared = this.#waitingFiles().filter(
        ({ id, firstSeen }) => firstSeen >= since && !this.#failed.has(id),
      )
      this.#importFiles(appeared, applicationId, importFile)
    } else if (this.#target) this.#target.since = Date.now()
    this.#onChange()
  }

  #importFiles(files: readonly WaitingFile[], applicationId: string, importFile: ImportFile): number {
    for (const file of files) {
      this.#importing.add(file.id)
      this.#lastImport = this.#lastImport.then(() => this.#importOne(file, applicationId, importFile))
    }
    if (files.length > 0) this.#onChange()
    return files.length
  }

  async #importOne(file: WaitingFile, applicationId: string, importFile: ImportFile): Promise<void> {
    const watcher = this.#watcher
    if (!watcher || !this.#settings) return
    const { afterwards } = this.#settings
    try {
      const { refused } = await importFile(applicationId, file.name, () => watcher.read(file.id))
      // A refused page is stored nowhere else, so its file is kept.
      if (refused.length > 0) watcher.dispose(file.id, 'refused')
      else watcher.dispose(file.id, afterwards === 'remove' ? 'removed' : 'imported')
    } catch (error) {
      if (error instanceof Problem && !retryable.has(error.code)) watcher.dispose(file.id, 'refused')
      else this.#failed.add(file.id)
    } finally {
      this.#importing.delete(file.id)
      this.#onChange()
    }
  }
}
