import { constants } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { Problem } from '../../../../shared/problems.ts'
import { endLength, endsProperly } from './file-end.ts'
import type { Leaving } from './messages.ts'
import { type FolderFiles, isOurs, largestFile } from './our-files.ts'
import { isSame, type Sighting } from './stable-files.ts'

/** Where files go that stay: what was taken in, and what could not be used. */
const subfolders: Record<Exclude<Leaving, 'removed'>, string> = { taken: 'sudah-diambil', refused: 'ditolak' }

/** Our files in a folder, with what the file system says of them; a folder within is left alone. */
export async function sightFiles(
  folder: string,
  files: FolderFiles = 'pages',
): Promise<Map<string, Sighting>> {
  const sightings = new Map<string, Sighting>()
  for (const name of (await fs.readdir(folder)).sort()) {
    if (!isOurs(name, files)) continue
    const sighting = await sight(path.join(folder, name))
    if (sighting) sightings.set(name, sighting)
  }
  return sightings
}

/** Undefined for what is no file, or not any more. */
async function sight(file: string): Promise<Sighting | undefined> {
  try {
    const { size, mtimeMs, ino } = await fs.stat(file)
    return (await fs.lstat(file)).isFile() ? { byteLength: size, modified: mtimeMs, inode: ino } : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Whether a file ends as one picture does. Opened for writing too: Windows refuses that while somebody else writes
 * (EBUSY), so that it throws until we are alone with the file.
 */
export async function inspectFile(file: string): Promise<boolean> {
  const handle = await openAlone(file)
  try {
    const { size } = await handle.stat()
    const length = Math.min(endLength, size)
    const start = Buffer.alloc(length)
    const end = Buffer.alloc(length)
    await handle.read(start, 0, length, 0)
    await handle.read(end, 0, length, size - length)
    return endsProperly({ start, end, byteLength: size })
  } finally {
    await handle.close()
  }
}

async function openAlone(file: string): Promise<fs.FileHandle> {
  try {
    return await fs.open(file, constants.O_RDWR)
  } catch (error) {
    // A share that we may only read from says so at every file; there nothing can be known of others.
    if (codeOf(error) === 'EROFS') return fs.open(file, constants.O_RDONLY)
    throw error
  }
}

/**
 * A file's bytes. Throws `file-too-large`, and `waiting-file-gone` where it is not there any more or is being
 * written again.
 */
export async function readWhole(
  file: string,
  sighting: Sighting,
  largest = largestFile.pages,
): Promise<Buffer> {
  if (sighting.byteLength > largest) {
    throw new Problem('file-too-large', { megabytes: Math.floor(largest / 1_000_000) })
  }
  const bytes = await fs.readFile(file).catch((error: unknown) => {
    throw new Problem('waiting-file-gone', {}, { cause: error })
  })
  if (!(await isUnchanged(file, sighting))) throw new Problem('waiting-file-gone')
  return bytes
}

/** Moves a file that was taken out of the way or removes it; one that has been written anew meanwhile stays. */
export async function putAway(file: string, sighting: Sighting, leaving: Leaving): Promise<void> {
  if (!(await isUnchanged(file, sighting))) return
  if (leaving === 'removed') return fs.rm(file)
  const folder = path.join(path.dirname(file), subfolders[leaving])
  await fs.mkdir(folder, { recursive: true })
  await fs.rename(file, await freePath(folder, path.basename(file)))
}

/**
 * Leaves a file in a folder beside others, whole from the moment it has its name. Makes that folder, but not what it
 * lies in: a drive that is not there must not be made up on the local disk.
 */
export async function leaveFile(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(folder)
  const underWay = path.join(folder, `.${name}.sementara`)
  const handle = await fs.open(underWay, 'w')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await fs.rename(underWay, path.join(folder, name))
}

/** Makes a folder in one that is there already. */
export async function makeFolder(folder: string): Promise<void> {
  await fs.mkdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
}

async function isUnchanged(file: string, sighting: Sighting): Promise<boolean> {
  const now = await sight(file)
  return now !== undefined && isSame(now, sighting)
}

/** "scan.jpg", "scan (2).jpg" ...: scanners begin counting anew every day. */
async function freePath(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name)
  const taken = new Set(await fs.readdir(folder))
  let candidate = name
  for (let count = 2; taken.has(candidate); count += 1) candidate = `${stem} (${count})${ext}`
  return path.join(folder, candidate)
}

/** The system's name of an error, "ENOENT". */
export const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
