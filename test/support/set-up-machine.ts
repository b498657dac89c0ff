import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { findProgram } from './find-program.ts'

/**
 * Installs missing programs by .ci/setup, so that `npm run demo` works on a new machine. Where they are
 * unavailable, the setup says so in one line and the command fails with the program's name.
 */
export function setUpMachine(...programs: readonly string[]): void {
  const missing = programs.filter((program) => findProgram(program) === undefined)
  if (missing.length === 0 || process.platform !== 'linux') return
  console.log(`Fetching what this machine lacks: ${missing.join(', ')} ...`)
  spawnSync('bash', [resolve(import.meta.dirname, '../../.ci/setup'), 'programs'], {
    stdio: ['ignore', 1, 2],
  })
}
