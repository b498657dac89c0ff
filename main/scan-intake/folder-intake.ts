import type { WaitingFile } from '../../shared/contract/scanning-calls.ts'
import { Problem, type ProblemCode, type ProblemValue } from '../../shared/problems.ts'
import type { WatchedFolder } from '../../shared/scanning.ts'
import type { AddedPages } from '../documents/import-pages.ts'
import type { StartProcess } from '../workers/queue/job-queue.ts'
import { createFolderWatch, type FolderWatch } from '../workers/scanning/watched-folder/client.ts'

/** Takes the file with these bytes into an application, shown under its name. */
export type TakeFile = (
  applicationId: string,
  name: string,
  read: () => Promise<Uint8Array>,
) => Promise<AddedPages>

export interface FolderIntakeDependencies {
  startProcess: StartProcess
  changed: () => void
}

/** Who takes files, and whether it is still them at the counter. */
interface Follower {
  applicationId: string
  take: TakeFile
  isHere: () => boolean
  /** In milliseconds of the epoch: what was seen before lay there already. */
  since: number
}

/** What says nothing about the file: it stays where it is and can be taken again. */
const notTheFiles: ReadonlySet<ProblemCode> = new Set([
  'disk-full',
  'store-in-use',
  'store-damaged',
  'application-not-found',
  'application-closed',
  'not-signed-in',
  'waiting-file-gone',
  'folder-gone',
])

/** The watched folder as the counter uses it: files wait, are taken into an application, and are put away. */
export function createFolderIntake({ startProcess, changed }: FolderIntakeDependencies) {
  let watched: WatchedFolder | null = null
  let watch: FolderWatch | undefined
  let follower: Follower | undefined
  /** Files that are being taken in, and those that could not be. */
  const underWay = new Set<string>()
  const leftAlone = new Set<string>()
  let last: Promise<unknown> = Promise.resolve()

  const waiting = () => (watch?.state().files ?? []).filter(({ id }) => !underWay.has(id))

  async function takeFile(file: WaitingFile, applicationId: string, take: TakeFile): Promise<void> {
    const folder = watch
    if (!folder || !watched) return
    const { afterwards } = watched
    try {
      const { refused } = await take(applicationId, file.name, () => folder.read(file.id))
      // Of a file with a page that could not be used something is kept nowhere else.
      if (refused.length > 0) folder.putAway(file.id, 'refused')
      else folder.putAway(file.id, afterwards === 'remove' ? 'removed' : 'taken')
    } catch (error) {
      if (error instanceof Problem && !notTheFiles.has(error.code)) folder.putAway(file.id, 'refused')
      else leftAlone.add(file.id)
    } finally {
      underWay.delete(file.id)
      changed()
    }
  }

  function takeAll(files: readonly WaitingFile[], applicationId: string, take: TakeFile): number {
    for (const file of files) {
      underWay.add(file.id)
      last = last.then(() => takeFile(file, applicationId, take))
    }
    if (files.length > 0) changed()
    return files.length
  }

  function onChange(): void {
    if (follower?.isHere()) {
      const { applicationId, take, since } = follower
      takeAll(
        waiting().filter(({ id, firstSeen }) => firstSeen >= since && !leftAlone.has(id)),
        applicationId,
        take,
      )
    } else if (follower) follower.since = Date.now()
    changed()
  }

  return {
    /** Watches this folder from now on, or none. */
    watch(folder: WatchedFolder | null): void {
      const isSame = folder?.path === watched?.path
      watched = folder
      if (isSame) return
      watch?.stop()
      watch = folder ? createFolderWatch({ startProcess, folder: folder.path, onChange }) : undefined
    },
    waiting: (): WaitingFile[] => waiting().map(({ id, name, byteLength }) => ({ id, name, byteLength })),
    problem: (): ProblemValue | null => watch?.state().problem ?? null,
    /** Takes all that waits, one file after the other; gives how many. */
    take: (applicationId: string, take: TakeFile): number => takeAll(waiting(), applicationId, take),
    /** Files that come from now on go where the follower says; those that lie there already wait to be taken. */
    follow(next: Omit<Follower, 'since'> | undefined): void {
      follower = next && { ...next, since: Date.now() }
    },
    /** Ends watching, once the file at hand is stored. */
    async stop(): Promise<void> {
      follower = undefined
      watch?.stop()
      watch = undefined
      await last
    },
  }
}
