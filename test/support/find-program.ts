import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where Debian keeps servers; not on the PATH of a plain user. */
const serverFolders = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']

/**
 * The first of the named programs that is on the PATH or among the system's servers.
 * @param names program names in order of preference; an absolute path stands for itself
 */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...serverFolders]
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  for (const name of names) {
    for (const folder of name.includes('/') ? [''] : folders) {
      for (const suffix of suffixes) {
        const file = join(folder, name + suffix)
        if (isExecutable(file)) return file
      }
    }
  }
  return undefined
}

/** As {@link findProgram}, for what cannot be done without. @throws Error that names what to install */
export function getProgram(...names: readonly string[]): string {
  const found = findProgram(...names)
  if (found === undefined) throw new Error(`${names[0]} is not installed; .ci/setup installs it on Debian`)
  return found
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
