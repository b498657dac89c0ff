/**
 * `npm run package`: builds and packages for this system; `-- --win` or `-- --linux` for another one. With
 * `--dir` the application is left unpacked in dist/ and made from the Electron at hand, without any download.
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { getElectron } from '../test/support/electron-runtime.ts'

const options = process.argv.slice(2)
const electron = options.includes('--dir') ? [`--config.electronDist=${getElectron().dist}`] : []

run('electron-vite', ['build', '--logLevel', 'warn'])
run('electron-builder', [...options, ...electron, '--publish', 'never'])

/** Runs one of the project's own tools. Ends this process where the tool fails. */
function run(tool: string, parameters: readonly string[]): void {
  const { status } = spawnSync(resolve('node_modules/.bin', tool), parameters, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}
