import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Problem, type ProblemValue } from '../../../../shared/problems.ts'
import { diskProblem } from '../../../store/durable-file.ts'
import { codeOf, inspectFile, leaveFile, makeFolder, putAway, readWhole, sightFiles } from './folder-files.ts'
import { type FolderNews, FolderRequest } from './messages.ts'
import { type FolderFiles, largestFile } from './our-files.ts'
import { createSettling, type QuietTimes, type Settled, type Sighting, usualQuiet } from './stable-files.ts'

/** Milliseconds between two looks while a file is on its way, and while all is quiet. */
const looks = { moving: 100, quiet: 2_000 }

interface Waiting extends Settled {
  name: string
}

/** A folder and what it is watched for; one for packets is made where it is not there yet. */
export interface WatchedPlace {
  folder: string
  files: FolderFiles
}

/**
 * Watches a folder for as long as the process lives. Events of the file system only make it look sooner: they get
 * lost on network drives and come doubled elsewhere, so that what counts is a look every now and then.
 *
 * @returns what a request of the other end is given to
 */
export function serveFolder(
  { folder, files }: WatchedPlace,
  tell: (news: FolderNews) => void,
  quiet: QuietTimes = usualQuiet,
): (request: unknown) => void {
  const settling = createSettling((name) => inspectFile(path.join(folder, name)), quiet)
  const waiting = new Map<string, Waiting>()
  const at = ({ name }: Waiting): string => path.join(folder, name)
  /** Why a file could not be put away, by its id; it is tried again when it is asked for again. */
  const stuck = new Set<string>()
  let watcher: fs.FSWatcher | undefined
  let timer: NodeJS.Timeout | undefined
  let isLooking = false
  /** Whether something happened in the folder while it was being looked at. */
  let isOverdue = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    if (isLooking) {
      isOverdue = true
      return
    }
    isLooking = true
    isOverdue = false
    const problem = await takeStock()
    for (const id of [...stuck]) if (!waiting.has(id)) stuck.delete(id)
    tell({
      news: 'files',
      files: [...waiting].map(([id, { name, sighting, firstSeen }]) => {
        return { id, name, byteLength: sighting.byteLength, firstSeen }
      }),
      problem: problem ?? (stuck.size > 0 ? { code: 'folder-denied', data: {} } : null),
    })
    isLooking = false
    timer = setTimeout(look, isOverdue || settling.isMoving() ? looks.moving : looks.quiet)
  }

  async function takeStock(): Promise<ProblemValue | null> {
    try {
      if (files === 'packets') await makeFolder(folder)
      const settled = await settling.look(await sightFiles(folder, files))
      waiting.clear()
      for (const [name, file] of settled) waiting.set(idOf(name, file.sighting), { ...file, name })
      watch()
      return null
    } catch (error) {
      unwatch()
      waiting.clear()
      return folderProblem(error)
    }
  }

  function watch(): void {
    if (watcher) return
    try {
      watcher = fs.watch(folder, () => void look())
      watcher.on('error', unwatch)
    } catch {
      // A drive that tells of nothing is looked at all the same.
    }
  }

  function unwatch(): void {
    watcher?.close()
    watcher = undefined
  }

  async function read(id: string): Promise<void> {
    try {
      const file = waiting.get(id)
      if (!file) throw new Problem('waiting-file-gone')
      tell({ news: 'content', id, bytes: await readWhole(at(file), file.sighting, largestFile[files]) })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      tell({ news: 'unreadable', id, problem: error.toValue() })
    }
  }

  async function leave({ folder, name, bytes }: Extract<FolderRequest, { ask: 'leave' }>): Promise<void> {
    try {
      await leaveFile(folder, name, bytes)
      tell({ news: 'left', name, problem: null })
    } catch (error) {
      tell({ news: 'left', name, problem: diskProblem(error)?.toValue() ?? folderProblem(error) })
    }
  }

  void look()
  return (message) => {
    const request = FolderRequest.parse(message)
    if (request.ask === 'leave') {
      void leave(request)
      return
    }
    const file = waiting.get(request.id)
    if (request.ask === 'read') void read(request.id)
    else if (file) {
      putAway(at(file), file.sighting, request.leaving).then(
        () => stuck.delete(request.id),
        () => stuck.add(request.id),
      )
    }
  }
}

function folderProblem(error: unknown): ProblemValue {
  const isDenied = codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM'
  return { code: isDenied ? 'folder-denied' : 'folder-gone', data: {} }
}

const idOf = (name: string, { byteLength, modified, inode }: Sighting): string =>
  createHash('sha256').update([name, byteLength, modified, inode].join('/')).digest('hex').slice(0, 32)
