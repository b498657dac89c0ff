import { createHash } from 'node:crypto'
import path from 'node:path'
import { Problem, type ProblemValue } from '../../../../shared/problems.ts'
import { diskProblem } from '../../../store/durable-file.ts'
import { type FolderPurpose, maxFileBytes } from './file-filter.ts'
import {
  disposeOf,
  ensureFolder,
  errorCode,
  isFileComplete,
  readUnchanged,
  statFiles,
  writeFileAtomically,
} from './folder-files.ts'
import { FolderPoller } from './folder-poller.ts'
import { FolderCommand, type FolderEvent } from './messages.ts'
import {
  createStabilityTracker,
  defaultQuietPeriods,
  type FileStat,
  type QuietPeriods,
  type StableFileStat,
} from './stable-files.ts'

interface ListedFile extends StableFileStat {
  name: string
}

/** A folder and what it is watched for; a folder for packets is created if it is missing. */
export interface FolderTask {
  folder: string
  purpose: FolderPurpose
}

/**
 * Watches a folder for as long as the process lives.
 *
 * @returns the listener for commands of the other end
 */
export function watchFolder(
  { folder, purpose }: FolderTask,
  send: (event: FolderEvent) => void,
  quietPeriods: QuietPeriods = defaultQuietPeriods,
): (message: unknown) => void {
  const tracker = createStabilityTracker((name) => isFileComplete(path.join(folder, name)), quietPeriods)
  const listed = new Map<string, ListedFile>()
  const pathOf = ({ name }: ListedFile): string => path.join(folder, name)
  /** Ids of files that could not be disposed of; tried again at the next command. */
  const undisposed = new Set<string>()
  const poller = new FolderPoller(folder, poll)

  async function poll(): Promise<boolean> {
    const problem = await listFiles()
    for (const id of [...undisposed]) if (!listed.has(id)) undisposed.delete(id)
    send({
      event: 'files',
      files: [...listed].map(([id, { name, stat, firstSeen }]) => {
        return { id, name, byteLength: stat.byteLength, firstSeen }
      }),
      problem: problem ?? (undisposed.size > 0 ? { code: 'folder-denied', data: {} } : null),
    })
    return tracker.hasUnstable()
  }

  async function listFiles(): Promise<ProblemValue | null> {
    try {
      if (purpose === 'packets') await ensureFolder(folder)
      const stable = await tracker.update(await statFiles(folder, purpose))
      listed.clear()
      for (const [name, file] of stable) listed.set(idOf(name, file.stat), { ...file, name })
      poller.watch()
      return null
    } catch (error) {
      poller.unwatch()
      listed.clear()
      return folderProblem(error)
    }
  }

  async function read(id: string): Promise<void> {
    try {
      const file = listed.get(id)
      if (!file) throw new Problem('waiting-file-gone')
      const bytes = await readUnchanged(pathOf(file), file.stat, maxFileBytes[purpose])
      send({ event: 'content', id, bytes })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      send({ event: 'read-failed', id, problem: error.toValue() })
    }
  }

  async function write({ folder, name, bytes }: Extract<FolderCommand, { command: 'write' }>): Promise<void> {
    try {
      await writeFileAtomically(folder, name, bytes)
      send({ event: 'written', name, problem: null })
    } catch (error) {
      send({ event: 'written', name, problem: diskProblem(error)?.toValue() ?? folderProblem(error) })
    }
  }

  function dispose({ id, disposal }: Extract<FolderCommand, { command: 'dispose' }>): void {
    const file = listed.get(id)
    if (!file) return
    disposeOf(pathOf(file), file.stat, disposal).then(
      () => undisposed.delete(id),
      () => undisposed.add(id),
    )
  }

  void poller.poll()
  return (message) => {
    const command = FolderCommand.parse(message)
    if (command.command === 'read') void read(command.id)
    else if (command.command === 'write') void write(command)
    else dispose(command)
  }
}

function folderProblem(error: unknown): ProblemValue {
  const isDenied = errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM'
  return { code: isDenied ? 'folder-denied' : 'folder-gone', data: {} }
}

const idOf = (name: string, { byteLength, modifiedAt, inode }: FileStat): string =>
  createHash('sha256').update([name, byteLength, modifiedAt, inode].join('/')).digest('hex').slice(0, 32)
