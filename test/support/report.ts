import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { z } from 'zod'

export type Runner = 'vitest' | 'playwright'

/** What came of a part's tests, with a line for each that failed: where it stands, its name, what it met. */
export interface RunOutcome {
  readonly passed: number
  readonly failed: number
  readonly failures: readonly string[]
}

const VitestReport = z.object({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

const Spec = z.object({
  ok: z.boolean(),
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      results: z.array(z.object({ error: z.object({ message: z.string().default('') }).optional() })),
    }),
  ),
})
const Suite = z.object({
  specs: z.array(Spec),
  get suites() {
    return z.array(Suite).optional()
  },
})
type Suite = z.infer<typeof Suite>
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(Suite),
})

/**
 * Reads a runner's JSON report; a skipped test has not passed. No readable report is one without tests.
 * @param root the folder that file names are told from
 */
export async function readReport(runner: Runner, file: string, root: string): Promise<RunOutcome> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'))
    return runner === 'vitest' ? readVitest(content, root) : readPlaywright(content)
  } catch (error) {
    console.error(`no report of ${runner}: ${error}`)
    return { passed: 0, failed: 0, failures: [] }
  }
}

function readVitest(content: unknown, root: string): RunOutcome {
  const { numTotalTests, numPassedTests, testResults } = VitestReport.parse(content)
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const unsuccessful = assertionResults.filter((test) => test.status !== 'passed')
    const where = relative(root, name)
    // A file that cannot even be loaded has no test to fail.
    if (unsuccessful.length === 0 && status !== 'passed') return [formatFailure(where, '', message)]
    return unsuccessful.map((test) =>
      formatFailure(where, test.fullName, test.failureMessages?.[0] ?? test.status),
    )
  })
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests, failures }
}

function readPlaywright(content: unknown): RunOutcome {
  const { stats, suites } = PlaywrightReport.parse(content)
  const failures = suites.flatMap(specsOf).flatMap(({ ok, title, file, line, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []))
    return ok ? [] : [formatFailure(`${file}:${line}`, title, errors[0] ?? '')]
  })
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped, failures }
}

const specsOf = (suite: Suite): z.infer<typeof Spec>[] => [
  ...suite.specs,
  ...(suite.suites ?? []).flatMap(specsOf),
]

/** One line, however long the story was. */
function formatFailure(where: string, title: string, message: string): string {
  const story = message.replaceAll(/\s+/g, ' ').trim()
  return [where, title, story.slice(0, 300)].filter(Boolean).join(' › ')
}
