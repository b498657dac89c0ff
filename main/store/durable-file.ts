import fs from 'node:fs'
import path from 'node:path'
import { Problem } from '../../shared/problems.ts'

/**
 * Replaces a small file in one step: written beside it, forced to the disk, renamed over it. A cut at any moment
 * leaves the old text or the new one. Throws disk-full and leaves the old file.
 */
export function writeDurably(file: string, text: string): void {
  const beside = `${file}.sementara`
  try {
    writeThrough(beside, text)
    fs.renameSync(beside, file)
    syncFolder(path.dirname(file))
  } catch (error) {
    fs.rmSync(beside, { force: true })
    throw diskProblem(error) ?? error
  }
}

function writeThrough(file: string, text: string): void {
  const handle = fs.openSync(file, 'w', 0o600)
  try {
    fs.writeFileSync(handle, text)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** Forces a file that somebody else wrote to the disk. */
export function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** Makes names given, moved or removed in a folder survive a power cut. Windows does so by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** A file's text, undefined where there is no such file. */
export function findText(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}

/** A disk without room, as the file system reports it; undefined for anything else. */
export function diskProblem(error: unknown): Problem | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
    ? new Problem('disk-full', {}, { cause: error })
    : undefined
}
