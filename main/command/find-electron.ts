import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

export interface ElectronAtHand {
  executable: string
  environment: Record<string, string>
}

/** Longest wait for Electron's own download, milliseconds. */
const downloadLimit = 180_000

/**
 * The Electron that package.json names, fetched by its own installer the first time it is needed; undefined
 * where this machine cannot reach the place it comes from.
 */
export function findElectron(project: string): ElectronAtHand | undefined {
  const folder = path.join(project, 'node_modules', 'electron')
  const pathFile = path.join(folder, 'path.txt')
  if (!fs.existsSync(pathFile)) {
    spawnSync(process.execPath, [path.join(folder, 'install.js')], {
      timeout: downloadLimit,
      stdio: 'ignore',
    })
  }
  if (!fs.existsSync(pathFile)) return undefined
  const executable = path.join(folder, 'dist', fs.readFileSync(pathFile, 'utf8').trim())
  return fs.existsSync(executable) ? { executable, environment: {} } : undefined
}
