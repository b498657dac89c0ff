import fs from 'node:fs'
import path from 'node:path'
import { Problem } from '../../shared/problems.ts'

/**
 * Replaces a small file atomically: writes a temporary file, flushes it (fsync) and renames it. A power cut
 * at any moment leaves the old text or the new one. Throws disk-full and leaves the old file.
 */
export function writeDurably(file: string, text: string): void {
  const temporary = `${file}.sementara`
  try {
    writeSynced(temporary, text)
    fs.renameSync(temporary, file)
    syncFolder(path.dirname(file))
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw diskProblem(error) ?? error
  }
}

function writeSynced(file: string, text: string): void {
  const handle = fs.openSync(file, 'w', 0o600)
  try {
    fs.writeFileSync(handle, text)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** Flushes (fsync) a file that was written by other code. */
export function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/**
 * Flushes (fsync) a folder, so that its new, renamed and deleted entries survive a power cut. Windows needs
 * none.
 */
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

/** Maps the file system's errors for a full disk; undefined for anything else. */
export function diskProblem(error: unknown): Problem | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
    ? new Problem('disk-full', {}, { cause: error })
    : undefined
}
