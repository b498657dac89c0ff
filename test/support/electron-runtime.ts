import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')

/** An installed Electron: the one of package.json, or the test runtime of .ci/electron-runtime.sh. */
export type ElectronRuntime = {
  /** Folder of the executable, for electron-builder's `electronDist`. */
  readonly dist: string
  readonly executablePath: string
  /** Environment variables that our main process needs on it. */
  readonly env: Readonly<Record<string, string>>
}

/**
 * Builds the test runtime where it is missing. @throws Error where there is no Electron and none can be built
 */
export function getElectron(): ElectronRuntime {
  const downloaded = join(project, 'node_modules/electron')
  if (existsSync(join(downloaded, 'path.txt'))) {
    const executable = readFileSync(join(downloaded, 'path.txt'), 'utf8')
    const dist = join(downloaded, 'dist')
    return { dist, executablePath: join(dist, executable), env: {} }
  }
  const folder = execFileSync(join(project, '.ci/electron-runtime.sh'), { encoding: 'utf8' }).trim()
  const dist = join(folder, 'dist')
  return {
    dist,
    executablePath: join(dist, 'electron'),
    env: { SOLID_SQLITE_ADDON: join(folder, 'better_sqlite3.node') },
  }
}
