/**
 * `npm test`: everything, one part after the other; `npm test -- unit faults` runs the named parts only. Ends with
 * the line `N passed, N failed`. A part that crashes, hangs, skips a test or has none counts as failed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { z } from 'zod'
import { makeTempFolder } from './support/temp-folder.ts'

type Counts = { readonly passed: number; readonly failed: number }

type Part = {
  /** By which it is asked for on the command line; several parts may share one. */
  readonly name: string
  readonly command: string
  /** Minutes after which it is taken to hang. */
  readonly limit: number
  /** Counts the tests in the report that the command writes to REPORT; without, the command is one test. */
  readonly count?: (report: unknown) => Counts
}

const VitestReport = z.object({ numTotalTests: z.number(), numPassedTests: z.number() })
function countVitest(report: unknown): Counts {
  const { numTotalTests, numPassedTests } = VitestReport.parse(report)
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests }
}

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})
function countPlaywright(report: unknown): Counts {
  const { expected, unexpected, flaky, skipped } = PlaywrightReport.parse(report).stats
  return { passed: expected, failed: unexpected + flaky + skipped }
}

await using folder = await makeTempFolder('report')
const reportFile = (index: number) => join(folder.path, `${index}.json`)

const playwright = 'playwright test --reporter=list,json'
/** Electron needs a screen, be it one that nobody sees. */
const screen = process.platform === 'linux' && !process.env.DISPLAY ? 'xvfb-run -a ' : ''

const parts: readonly Part[] = [
  { name: 'setup', command: 'bash .ci/setup', limit: 10 },
  { name: 'check', command: 'tsc -p tsconfig.json', limit: 2 },
  { name: 'check', command: 'tsc -p tsconfig.renderer.json', limit: 2 },
  { name: 'check', command: 'biome check --error-on-warnings', limit: 2 },
  {
    name: 'check',
    command: 'depcruise --config .dependency-cruiser.mjs shared main preload renderer',
    limit: 2,
  },
  { name: 'check', command: 'knip', limit: 2 },
  { name: 'unit', command: 'vitest run --reporter=default --reporter=json', limit: 6, count: countVitest },
  { name: 'faults', command: 'node test/faults/faults.ts --rounds 5', limit: 3 },
  { name: 'build', command: 'electron-vite build --logLevel warn', limit: 3 },
  { name: 'chromium', command: `${playwright} --project=chromium`, limit: 8, count: countPlaywright },
  { name: 'package', command: 'node .ci/package.ts --dir', limit: 3 },
  {
    name: 'electron',
    command: `${screen}${playwright} --project=electron`,
    limit: 8,
    count: countPlaywright,
  },
]

async function run({ command, limit, count }: Part, report: string): Promise<Counts> {
  const child = spawn(count === countVitest ? `${command} --outputFile.json=${report}` : command, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: limit * 60_000,
    cwd: resolve(import.meta.dirname, '..'),
    env: {
      ...process.env,
      PATH: [resolve(import.meta.dirname, '../node_modules/.bin'), process.env.PATH].join(delimiter),
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  })
  const [code] = await once(child, 'exit')
  if (count === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const counts = count(JSON.parse(await readFile(report, 'utf8')))
  // A runner may break outside of any test, and a report may hold none at all.
  const broken = (code !== 0 && counts.failed === 0) || counts.passed + counts.failed === 0
  return broken ? { ...counts, failed: counts.failed + 1 } : counts
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0)
  throw new Error(`No such part: ${unknown}. Parts: ${[...new Set(parts.map((p) => p.name))]}`)
const chosen = parts.filter(({ name }) => names.length === 0 || names.includes(name))

let passed = 0
let failed = 0
const summary: string[] = []
for (const [index, part] of chosen.entries()) {
  console.log(`\n== ${part.name}: ${part.command}`)
  const start = performance.now()
  const counts = await run(part, reportFile(index)).catch((error: unknown) => {
    console.error(error)
    return { passed: 0, failed: 1 }
  })
  passed += counts.passed
  failed += counts.failed
  const seconds = Math.round((performance.now() - start) / 1000)
  summary.push(
    `${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${part.name} ${counts.passed}/${counts.passed + counts.failed} (${seconds} s): ${part.command}`,
  )
}
console.log(`\n${summary.join('\n')}\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
