import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { findProgram } from './find-program.ts'

/**
 * Fetches programs that a command needs and a new machine lacks, by .ci/setup, so that `npm run demo` works as the
 * first thing anybody types. Where they cannot be had, the setup says so in one line and the command goes on to
 * fail by the program's name.
 */
export function setUpMachine(...programs: readonly string[]): void {
  const missing = programs.filter((program) => findProgram(program) === undefined)
  if (missing.length === 0 || process.platform !== 'linux') return
  console.log(`Fetching what this machine lacks: ${missing.join(', ')} ...`)
  spawnSync('bash', [resolve(import.meta.dirname, '../../.ci/setup'), 'programs'], {
    stdio: ['ignore', 1, 2],
  })
}
