import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The folder of the packages of test/tools/package.json, faces that only tests and benchmarks draw with:
 * whoever runs the application does not fetch them. `npm test` has them from .ci/setup; any other command
 * fetches them once.
 */
export function facePackages(): string {
  const folder = join(import.meta.dirname, 'node_modules')
  if (!existsSync(join(folder, '.package-lock.json'))) {
    console.log('Fetching the faces that simulated print is drawn with ...')
    spawnSync('npm', ['ci', '--prefix', import.meta.dirname, '--silent'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    })
  }
  return folder
}
