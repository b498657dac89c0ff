import path from 'node:path'
import { Problem, type ProblemValue } from '../../shared/problems.ts'
import type { StartProcess } from '../workers/queue/job-queue.ts'
import { FolderWatcher } from '../workers/scanning/watched-folder/client.ts'
import type { Packets } from './packets.ts'

export interface SharedPacketFolderDependencies {
  packets: Packets
  startProcess: StartProcess
  /** This office's code, which names the folder that is watched within the shared one. */
  office: string
  /** Called when `problem` answers something else. */
  changed: () => void
  /** Called with unexpected errors. */
  report: (error: unknown) => void
  /** Milliseconds between two looks at what is due. */
  interval?: number
}

/**
 * A folder of the local network that offices share: packets for an office lie in the folder of its code.
 * Packets of this office are written there whole, by a rename; packets for this office are opened and
 * removed.
 */
export class SharedPacketFolder {
  readonly #dependencies: SharedPacketFolderDependencies
  readonly #timer: NodeJS.Timeout
  readonly #unsubscribe: () => void
  /** Files that are being received, by their id. */
  readonly #inProgress = new Set<string>()
  #sharedFolder: string | null = null
  #watcher: FolderWatcher | undefined
  #problem: ProblemValue | null = null
  #isSending = false
  /** Work on the folder runs one after the other: this is the last of it. */
  #lastJob: Promise<void> = Promise.resolve()

  constructor(dependencies: SharedPacketFolderDependencies) {
    this.#dependencies = dependencies
    this.#timer = setInterval(() => this.#poll(), dependencies.interval ?? 60_000).unref()
    this.#unsubscribe = dependencies.packets.onChange(() => {
      if (this.#watcher !== undefined && !this.#isSending) this.#enqueue(() => this.#sendDue())
    })
  }

  /** Uses this shared folder from now on, or none. */
  follow(sharedFolder: string | null): void {
    if (sharedFolder === this.#sharedFolder) return
    this.#sharedFolder = sharedFolder
    this.#watcher?.stop()
    this.#watcher = sharedFolder === null ? undefined : this.#watch(sharedFolder)
    this.#setProblem(null)
  }

  problem(): ProblemValue | null {
    return this.#problem
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#unsubscribe()
    this.#watcher?.stop()
    this.#watcher = undefined
    await this.#lastJob
  }

  #watch(sharedFolder: string): FolderWatcher {
    const { startProcess, office } = this.#dependencies
    return new FolderWatcher({
      startProcess,
      folder: path.join(sharedFolder, office),
      purpose: 'packets',
      onChange: () => this.#poll(),
    })
  }

  #poll(): void {
    this.#receiveFiles()
    this.#enqueue(() => this.#sendDue())
  }

  #enqueue(job: () => Promise<void>): void {
    this.#lastJob = this.#lastJob.then(job)
  }

  #receiveFiles(): void {
    const watcher = this.#watcher
    if (watcher === undefined) return
    const { files, problem } = watcher.state()
    this.#setProblem(problem)
    for (const { id } of files) {
      if (this.#inProgress.has(id)) continue
      this.#inProgress.add(id)
      this.#enqueue(() => this.#receiveFile(watcher, id))
    }
  }

  async #receiveFile(watcher: FolderWatcher, id: string): Promise<void> {
    try {
      const results = this.#dependencies.packets.receiveFile(await watcher.read(id), 'shared-folder')
      const isDone = results.every(({ outcome }) => outcome === 'opened' || outcome === 'already')
      watcher.dispose(id, isDone ? 'removed' : 'refused')
    } catch (error) {
      // An error that says nothing about the file leaves it where it is, to be received at the next poll.
      if (error instanceof Problem && error.code === 'file-too-large') watcher.dispose(id, 'refused')
      else this.#reportError(error)
    } finally {
      this.#inProgress.delete(id)
    }
  }

  async #sendDue(): Promise<void> {
    const { packets } = this.#dependencies
    const watcher = this.#watcher
    const sharedFolder = this.#sharedFolder
    if (watcher === undefined || sharedFolder === null || this.#isSending) return
    this.#isSending = true
    try {
      for (const id of packets.findDue('shared-folder')) {
        const packet = packets.findSealed(id)
        if (packet === undefined) continue
        await watcher.writeFile(path.join(sharedFolder, packet.receiver), `${id}.paket`, packet.bytes)
        packets.markSent('shared-folder', id)
      }
      this.#setProblem(watcher.state().problem)
    } catch (error) {
      this.#reportError(error)
    } finally {
      this.#isSending = false
    }
  }

  #reportError(error: unknown): void {
    if (error instanceof Problem) this.#setProblem(error.toValue())
    else this.#dependencies.report(error)
  }

  #setProblem(problem: ProblemValue | null): void {
    if (problem?.code === this.#problem?.code) return
    this.#problem = problem
    this.#dependencies.changed()
  }
}

export const createSharedPacketFolder = (dependencies: SharedPacketFolderDependencies): SharedPacketFolder =>
  new SharedPacketFolder(dependencies)
