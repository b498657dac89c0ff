import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, resolve } from 'node:path'
import { type Runner, type RunOutcome, readReport } from './report.ts'

/** One command of the test run. */
export type Part = {
  readonly command: string
  /** Minutes after which it is taken to hang. */
  readonly limit: number
  /** What writes the report in which the tests are counted; without, the command counts as one test. */
  readonly report?: Runner
}

const isPosix = process.platform !== 'win32'
const project = resolve(import.meta.dirname, '../..')

/**
 * Runs a part in the checkout, its output going to ours. Fails closed: what crashes, hangs, skips a test or has
 * none counts as failed.
 * @param reportFile where the report is to be written; must not exist
 */
export async function runPart({ command, limit, report }: Part, reportFile: string): Promise<RunOutcome> {
  const child = spawn(report === 'vitest' ? `${command} --outputFile.json=${reportFile}` : command, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A process group of its own, so that nothing of it outlives its time: a shell passes no signal on.
    detached: isPosix,
    cwd: project,
    env: {
      ...process.env,
      PATH: [resolve(project, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
    },
  })
  const end = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    if (isPosix) process.kill(-child.pid, 'SIGKILL')
    else child.kill()
  }
  const timer = setTimeout(end, limit * 60_000)
  process.once('exit', end)
  const [code] = await once(child, 'exit')
  clearTimeout(timer)
  process.off('exit', end)
  if (report === undefined) {
    return code === 0 ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [] }
  }
  const { passed, failed, failures } = await readReport(report, reportFile, project)
  // A runner may break outside of any test, and a report may hold none at all.
  const broken = (code !== 0 && failed === 0) || passed + failed === 0
  return { passed, failed: broken ? failed + 1 : failed, failures }
}
