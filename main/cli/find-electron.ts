import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Longest wait for Electron's own download, milliseconds. */
const downloadLimit = 180_000

/**
 * The executable of the Electron that package.json names, fetched by its own installer the first time it is
 * needed, or of the one in ELECTRON_OVERRIDE_DIST_PATH; undefined where this machine cannot reach the place it
 * comes from.
 */
export function findElectron(project: string): string | undefined {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const folder = path.join(project, 'node_modules', 'electron')
  const pathFile = path.join(folder, 'path.txt')
  if (override === undefined && !fs.existsSync(pathFile)) {
    const install = path.join(folder, 'install.js')
    spawnSync(process.execPath, [install], { timeout: downloadLimit, stdio: 'ignore' })
  }
  const name = fs.existsSync(pathFile) ? fs.readFileSync(pathFile, 'utf8').trim() : 'electron'
  const executable = path.join(override ?? path.join(folder, 'dist'), name)
  return fs.existsSync(executable) ? executable : undefined
}
