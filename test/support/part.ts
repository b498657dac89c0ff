import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, resolve } from 'node:path'
import { type Runner, type RunOutcome, readReport } from './report.ts'

/** One command of the test run. */
export type Part = {
  readonly command: string
  /** Timeout in minutes. */
  readonly limit: number
  /** The runner whose report counts the tests; without it the command counts as one test. */
  readonly report?: Runner
}

const isPosix = process.platform !== 'win32'
const project = resolve(import.meta.dirname, '../..')

/**
 * Runs a part in the checkout with inherited output. Fails closed: a crash, a timeout, a skipped test or no
 * test at all counts as failed.
 * @param reportFile where the report is to be written; must not exist
 */
export async function runPart({ command, limit, report }: Part, reportFile: string): Promise<RunOutcome> {
  const child = spawn(report === 'vitest' ? `${command} --outputFile.json=${reportFile}` : command, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A process group of its own, so that a timeout ends all of it: a shell does not forward signals.
    detached: isPosix,
    cwd: project,
    env: {
      ...process.env,
      PATH: [resolve(project, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
    },
  })
  const kill = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    if (isPosix) process.kill(-child.pid, 'SIGKILL')
    else child.kill()
  }
  const timer = setTimeout(kill, limit * 60_000)
  process.once('exit', kill)
  const [code] = await once(child, 'exit')
  clearTimeout(timer)
  process.off('exit', kill)
  if (report === undefined) {
    return code === 0 ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [] }
  }
  const { passed, failed, failures } = await readReport(report, reportFile, project)
  // A runner may fail outside of any test, and a report may contain none.
  const hasBroken = (code !== 0 && failed === 0) || passed + failed === 0
  return { passed, failed: hasBroken ? failed + 1 : failed, failures }
}
