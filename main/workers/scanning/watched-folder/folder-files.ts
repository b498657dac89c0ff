import { constants } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { Problem } from '../../../../shared/problems.ts'
import { endLength, isCompleteFile } from './complete-file.ts'
import { acceptsFile, type FolderPurpose, maxFileBytes } from './file-filter.ts'
import type { Disposal } from './messages.ts'
import { type FileStat, isSameStat } from './stable-files.ts'

/** Subfolders for files that are kept: those that were imported, and those that were refused. */
const subfolders: Record<Exclude<Disposal, 'removed'>, string> = {
  imported: 'sudah-diambil',
  refused: 'ditolak',
}

/** The accepted files of a folder with their `stat`; subfolders are ignored. */
export async function statFiles(
  folder: string,
  purpose: FolderPurpose = 'pages',
): Promise<Map<string, FileStat>> {
  const stats = new Map<string, FileStat>()
  for (const name of (await fs.readdir(folder)).sort()) {
    if (!acceptsFile(name, purpose)) continue
    const stat = await statFile(path.join(folder, name))
    if (stat) stats.set(name, stat)
  }
  return stats
}

/** Undefined where it is no regular file, or has disappeared. */
async function statFile(file: string): Promise<FileStat | undefined> {
  try {
    const { size, mtimeMs, ino } = await fs.stat(file)
    return (await fs.lstat(file)).isFile() ? { byteLength: size, modifiedAt: mtimeMs, inode: ino } : undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Whether a file has its format's end marker. Opened for writing too: Windows refuses that while another program
 * writes (EBUSY), so this throws until no other program has the file open.
 */
export async function isFileComplete(file: string): Promise<boolean> {
  const handle = await openExclusively(file)
  try {
    const { size } = await handle.stat()
    const length = Math.min(endLength, size)
    const start = Buffer.alloc(length)
    const end = Buffer.alloc(length)
    await handle.read(start, 0, length, 0)
    await handle.read(end, 0, length, size - length)
    return isCompleteFile({ start, end, byteLength: size })
  } finally {
    await handle.close()
  }
}

async function openExclusively(file: string): Promise<fs.FileHandle> {
  try {
    return await fs.open(file, constants.O_RDWR)
  } catch (error) {
    // On a read-only share other writers cannot be detected.
    if (errorCode(error) === 'EROFS') return fs.open(file, constants.O_RDONLY)
    throw error
  }
}

/**
 * A file's bytes. Throws `file-too-large`, and `waiting-file-gone` where it has disappeared or is being written
 * again.
 */
export async function readUnchanged(
  file: string,
  stat: FileStat,
  largest = maxFileBytes.pages,
): Promise<Buffer> {
  if (stat.byteLength > largest) {
    throw new Problem('file-too-large', { megabytes: Math.floor(largest / 1_000_000) })
  }
  const bytes = await fs.readFile(file).catch((error: unknown) => {
    throw new Problem('waiting-file-gone', {}, { cause: error })
  })
  if (!(await isUnchanged(file, stat))) throw new Problem('waiting-file-gone')
  return bytes
}

/** Moves a file that was read to a subfolder, or removes it; one that was written again meanwhile stays. */
export async function disposeOf(file: string, stat: FileStat, disposal: Disposal): Promise<void> {
  if (!(await isUnchanged(file, stat))) return
  if (disposal === 'removed') return fs.rm(file)
  const folder = path.join(path.dirname(file), subfolders[disposal])
  await fs.mkdir(folder, { recursive: true })
  await fs.rename(file, await unusedPath(folder, path.basename(file)))
}

/**
 * Writes a file under a temporary name and renames it, so that it is complete as soon as it is visible. Creates its
 * folder, but not the parents: for a missing drive no folder must be created on the local disk.
 */
export async function writeFileAtomically(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await ensureFolder(folder)
  const temporary = path.join(folder, `.${name}.sementara`)
  const handle = await fs.open(temporary, 'w')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await fs.rename(temporary, path.join(folder, name))
}

/** Creates a folder whose parent exists. */
export async function ensureFolder(folder: string): Promise<void> {
  await fs.mkdir(folder).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
}

async function isUnchanged(file: string, stat: FileStat): Promise<boolean> {
  const now = await statFile(file)
  return now !== undefined && isSameStat(now, stat)
}

/** "scan.jpg", "scan (2).jpg" ...: scanners restart their numbering every day. */
async function unusedPath(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name)
  const existing = new Set(await fs.readdir(folder))
  let candidate = name
  for (let count = 2; existing.has(candidate); count += 1) candidate = `${stem} (${count})${ext}`
  return path.join(folder, candidate)
}

/** The error code of the system, such as "ENOENT". */
export const errorCode = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
