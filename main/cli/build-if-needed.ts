import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const sources = ['main', 'preload', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json']
const outputs = ['out/main/desktop.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/** Builds the screens and the desktop host unless what is there is newer than every source. */
export function buildIfNeeded(project: string): void {
  const built = Math.min(...outputs.map((file) => modifiedAt(path.join(project, file))))
  if (built > Math.max(...sources.map((name) => newestIn(path.join(project, name))))) return
  console.log('Building SOLID Loket (only after a change) ...')
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) throw new Error('the build failed; `npm run build` shows why')
}

/** Modification time in milliseconds, 0 where there is no such file. */
const modifiedAt = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

function newestIn(place: string): number {
  const stat = fs.statSync(place)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...fs.readdirSync(place).map((name) => newestIn(path.join(place, name))))
}
