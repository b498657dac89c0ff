import path from 'node:path'
import { Problem, type ProblemValue } from '../../shared/problems.ts'
import type { StartProcess } from '../workers/queue/job-queue.ts'
import { createFolderWatch, type FolderWatch } from '../workers/scanning/watched-folder/client.ts'
import type { Packets } from './packets.ts'

export interface PacketFolderDependencies {
  packets: Packets
  startProcess: StartProcess
  /** This office's code, which names the folder that is watched within the shared one. */
  office: string
  /** Told when `problem` gives something else. */
  changed: () => void
  /** Told of what nobody foresaw. */
  report: (error: unknown) => void
  /** Milliseconds between two looks at what should leave. */
  interval?: number
}

/**
 * A folder of the local network that offices share: what is for an office lies in the folder of its code. Packets of
 * ours are left there whole, by a rename; what is for us is opened and taken away.
 */
export type PacketFolder = ReturnType<typeof createPacketFolder>

export function createPacketFolder(dependencies: PacketFolderDependencies) {
  const { packets, startProcess, office, changed, report, interval = 60_000 } = dependencies
  let root: string | null = null
  let watch: FolderWatch | undefined
  let problem: ProblemValue | null = null
  let isLeaving = false
  const underWay = new Set<string>()
  let last: Promise<void> = Promise.resolve()

  function setProblem(next: ProblemValue | null): void {
    if (next?.code === problem?.code) return
    problem = next
    changed()
  }

  function note(error: unknown): void {
    if (error instanceof Problem) setProblem(error.toValue())
    else report(error)
  }

  async function take(folder: FolderWatch, id: string): Promise<void> {
    try {
      const results = packets.receiveFile(await folder.read(id), 'shared-folder')
      const isDone = results.every(({ outcome }) => outcome === 'opened' || outcome === 'already')
      folder.putAway(id, isDone ? 'removed' : 'refused')
    } catch (error) {
      // What says nothing about the file leaves it where it is, to be taken at the next look.
      if (error instanceof Problem && error.code === 'file-too-large') folder.putAway(id, 'refused')
      else note(error)
    } finally {
      underWay.delete(id)
    }
  }

  function takeAll(): void {
    const folder = watch
    if (folder === undefined) return
    const { files, problem: met } = folder.state()
    setProblem(met)
    for (const { id } of files) {
      if (underWay.has(id)) continue
      underWay.add(id)
      last = last.then(() => take(folder, id))
    }
  }

  async function leaveAll(): Promise<void> {
    const [folder, shared] = [watch, root]
    if (folder === undefined || shared === null || isLeaving) return
    isLeaving = true
    try {
      for (const id of packets.due('shared-folder')) {
        const packet = packets.findSealed(id)
        if (packet === undefined) continue
        await folder.leave(path.join(shared, packet.receiver), `${id}.paket`, packet.bytes)
        packets.left('shared-folder', id)
      }
      setProblem(folder.state().problem)
    } catch (error) {
      note(error)
    } finally {
      isLeaving = false
    }
  }

  function look(): void {
    takeAll()
    last = last.then(leaveAll)
  }

  const timer = setInterval(look, interval).unref()
  const unlisten = packets.onChange(() => {
    if (watch !== undefined && !isLeaving) last = last.then(leaveAll)
  })

  return {
    /** Uses this shared folder from now on, or none. */
    follow(shared: string | null): void {
      if (shared === root) return
      root = shared
      watch?.stop()
      watch =
        shared === null
          ? undefined
          : createFolderWatch({
              startProcess,
              folder: path.join(shared, office),
              files: 'packets',
              onChange: look,
            })
      setProblem(null)
    },
    problem: (): ProblemValue | null => problem,
    async stop(): Promise<void> {
      clearInterval(timer)
      unlisten()
      watch?.stop()
      watch = undefined
      await last
    },
  }
}
