import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Part, runPart } from './part.ts'
import type { RunOutcome } from './report.ts'
import { makeTempFolder } from './temp-folder.ts'

const vitest = (total: number, passed: number) => ({
  numTotalTests: total,
  numPassedTests: passed,
  testResults: [],
})
const playwright = (expected: number, skipped: number) => ({
  stats: { expected, skipped, unexpected: 0, flaky: 0 },
  suites: [],
})

/** Exit code and report of a command, with the expected counts. */
const cases: readonly (readonly [
  Part['report'],
  exit: number,
  report: unknown,
  Omit<RunOutcome, 'failures'>,
])[] = [
  [undefined, 0, undefined, { passed: 1, failed: 0 }],
  [undefined, 1, undefined, { passed: 0, failed: 1 }],
  ['vitest', 0, vitest(3, 3), { passed: 3, failed: 0 }],
  ['vitest', 1, vitest(3, 1), { passed: 1, failed: 2 }],
  ['vitest', 1, vitest(3, 3), { passed: 3, failed: 1 }],
  ['vitest', 0, vitest(0, 0), { passed: 0, failed: 1 }],
  ['vitest', 0, undefined, { passed: 0, failed: 1 }],
  ['vitest', 1, 'not a report', { passed: 0, failed: 1 }],
  ['playwright', 0, playwright(2, 0), { passed: 2, failed: 0 }],
  ['playwright', 0, playwright(2, 1), { passed: 2, failed: 1 }],
  ['playwright', 0, playwright(0, 0), { passed: 0, failed: 1 }],
]

test.each(cases)(
  '%s ending with %i and the report %j counts as %j',
  async (report, exit, content, counts) => {
    await using folder = await makeTempFolder('part')
    const file = join(folder.path, 'report.json')
    if (content !== undefined) await writeFile(file, JSON.stringify(content))
    const part: Part = {
      command: `node -e "process.exit(${exit})" --`,
      limit: 1,
      ...(report ? { report } : {}),
    }
    expect(await runPart(part, file)).toEqual({ ...counts, failures: [] })
  },
)

test('kills a command that hangs with all of its processes, and counts it as failed', async () => {
  await using folder = await makeTempFolder('part')
  const file = join(folder.path, 'sign-of-life')
  // The shell stays beside it, because something follows.
  const hanging = {
    command: `sh -c 'while echo alive >> ${file}; do sleep 0.02; done' && true`,
    limit: 0.05,
  }
  expect(await runPart(hanging, 'unused')).toEqual({ passed: 0, failed: 1, failures: [] })
  const last = await readFile(file, 'utf8')
  await delay(500)
  expect(await readFile(file, 'utf8')).toBe(last)
})
