import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of a test's own; `await using` removes it at the end of the block, whatever happened in it. */
export type TempFolder = {
  /** Absolute path. */
  readonly path: string
  /** Removes the folder and all that is in it; a second call does nothing. */
  remove(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Makes a new empty folder under the system's temporary folder.
 * @param purpose a word for whoever finds the folder after a crash
 */
export async function makeTempFolder(purpose = 'test'): Promise<TempFolder> {
  const path = await mkdtemp(join(tmpdir(), `solid-loket-${purpose}-`))
  // Windows refuses to remove a file for a moment after its last user has closed it: try again.
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  return { path, remove, [Symbol.asyncDispose]: remove }
}
