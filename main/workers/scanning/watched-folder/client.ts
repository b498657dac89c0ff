import { isDeepStrictEqual } from 'node:util'
import { Problem, type ProblemValue } from '../../../../shared/problems.ts'
import type { JobProcess, StartProcess } from '../../queue/job-queue.ts'
import type { ScanTask } from '../messages.ts'
import type { FolderPurpose } from './file-filter.ts'
import { type Disposal, type FolderCommand, FolderEvent, type StableFile } from './messages.ts'

/** What the watched folder holds now. */
export interface FolderState {
  /** Files that are complete and not yet disposed of. */
  files: readonly StableFile[]
  /** Why the folder cannot be read now; reading is tried again by itself. */
  problem: ProblemValue | null
}

export interface FolderWatcherDependencies {
  startProcess: StartProcess
  folder: string
  /** What the folder is watched for; pages by default. */
  purpose?: FolderPurpose
  /** Called when `state` changes. */
  onChange: () => void
  /** Milliseconds without a message until the process is killed, and until another one is started. */
  timeouts?: { silence: number; restart: number }
}

interface PendingRead {
  resolve(bytes: Uint8Array): void
  reject(problem: Problem): void
}

interface PendingWrite {
  resolve(): void
  reject(problem: Problem): void
}

const defaultTimeouts = { silence: 30_000, restart: 3_000 }

/**
 * Watches a folder in a process of its own, because a network drive that goes away blocks whoever reads it. Starts
 * that process again when it ends or goes silent.
 */
export class FolderWatcher {
  readonly #dependencies: FolderWatcherDependencies
  readonly #timeouts: { silence: number; restart: number }
  readonly #disposals = new Map<string, Disposal>()
  readonly #reads = new Map<string, PendingRead[]>()
  readonly #writes = new Map<string, PendingWrite>()
  #state: FolderState = { files: [], problem: null }
  #process: JobProcess | undefined
  #silenceTimer: NodeJS.Timeout | undefined
  #restartTimer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(dependencies: FolderWatcherDependencies) {
    this.#dependencies = dependencies
    this.#timeouts = dependencies.timeouts ?? defaultTimeouts
    this.#start()
  }

  state(): FolderState {
    return this.#state
  }

  /** Throws `waiting-file-gone`, `file-too-large`, `folder-gone`. */
  read(id: string): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (!this.#process) return reject(new Problem('folder-gone'))
      this.#reads.set(id, [...(this.#reads.get(id) ?? []), { resolve, reject }])
      this.#post({ command: 'read', id })
    })
  }

  /**
   * Takes a file off the list for good; it is moved or removed now, or as soon as that is possible. To be called
   * once its pages are stored: a file that was read but not disposed of is listed again after a crash.
   */
  dispose(id: string, disposal: Disposal): void {
    this.#disposals.set(id, disposal)
    this.#post({ command: 'dispose', id, disposal })
    this.#setState({ ...this.#state, files: this.#state.files.filter((file) => file.id !== id) })
  }

  /**
   * Writes a file of ours into another folder; it appears there complete, by a rename. Throws `folder-gone`,
   * `folder-denied`, `disk-full`.
   */
  writeFile(folder: string, name: string, bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#process) return reject(new Problem('folder-gone'))
      this.#writes.set(name, { resolve, reject })
      this.#post({ command: 'write', folder, name, bytes })
    })
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#silenceTimer)
    clearTimeout(this.#restartTimer)
    this.#process?.kill()
    this.#rejectPending(new Problem('folder-gone'))
  }

  #start(): void {
    const { startProcess, folder, purpose = 'pages' } = this.#dependencies
    const started = startProcess()
    this.#process = started
    started.onMessage((message) => {
      if (this.#isStopped) return
      const event = FolderEvent.safeParse(message).data
      if (event) this.#receive(event)
      else started.kill()
      this.#restartSilenceTimer(started)
    })
    // A process that cannot even be killed is blocked in the drive, and so would be its successor.
    started.onExit(() => {
      if (this.#process !== started || this.#isStopped) return
      this.#process = undefined
      clearTimeout(this.#silenceTimer)
      this.#setUnknown()
      this.#restartTimer = setTimeout(() => this.#start(), this.#timeouts.restart)
    })
    started.post({ task: 'watch', folder, purpose } satisfies ScanTask)
    this.#restartSilenceTimer(started)
  }

  #restartSilenceTimer(started: JobProcess): void {
    clearTimeout(this.#silenceTimer)
    this.#silenceTimer = setTimeout(() => {
      this.#setUnknown()
      started.kill()
    }, this.#timeouts.silence)
  }

  #receive(event: FolderEvent): void {
    switch (event.event) {
      case 'files':
        this.#receiveFiles(event.files, event.problem)
        break
      case 'written': {
        const write = this.#writes.get(event.name)
        this.#writes.delete(event.name)
        if (event.problem === null) write?.resolve()
        else write?.reject(new Problem(event.problem.code, event.problem.data))
        break
      }
      case 'content':
        for (const read of this.#takeReads(event.id)) read.resolve(event.bytes)
        break
      case 'read-failed':
        for (const read of this.#takeReads(event.id)) {
          read.reject(new Problem(event.problem.code, event.problem.data))
        }
    }
  }

  #receiveFiles(files: readonly StableFile[], problem: ProblemValue | null): void {
    // A file that is still there is disposed of again: a moment ago another program may have held it open.
    for (const { id } of files) {
      const disposal = this.#disposals.get(id)
      if (disposal) this.#post({ command: 'dispose', id, disposal })
    }
    if (problem === null) this.#forgetDisposalsExcept(new Set(files.map(({ id }) => id)))
    this.#setState({ files: files.filter(({ id }) => !this.#disposals.has(id)), problem })
  }

  #takeReads(id: string): PendingRead[] {
    const reads = this.#reads.get(id) ?? []
    this.#reads.delete(id)
    return reads
  }

  #forgetDisposalsExcept(present: ReadonlySet<string>): void {
    for (const id of [...this.#disposals.keys()]) if (!present.has(id)) this.#disposals.delete(id)
  }

  /** Nothing is known of the folder while no process watches it. */
  #setUnknown(): void {
    const problem = new Problem('folder-gone')
    this.#rejectPending(problem)
    this.#setState({ files: [], problem: problem.toValue() })
  }

  #rejectPending(problem: Problem): void {
    for (const reads of this.#reads.values()) for (const { reject } of reads) reject(problem)
    this.#reads.clear()
    for (const { reject } of this.#writes.values()) reject(problem)
    this.#writes.clear()
  }

  #post(command: FolderCommand): void {
    this.#process?.post(command)
  }

  #setState(next: FolderState): void {
    if (isDeepStrictEqual(this.#state, next)) return
    this.#state = next
    this.#dependencies.onChange()
  }
}
