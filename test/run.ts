/**
 * `npm test`: everything, one part after the other; `npm test -- unit faults` runs the named parts only. Ends with
 * the line `N passed, N failed`.
 */
import { join } from 'node:path'
import { type Part, runPart } from './support/part.ts'
import { makeTempFolder } from './support/temp-folder.ts'

/** Electron needs a screen, be it one that nobody sees. */
const screen = process.platform === 'linux' && !process.env.DISPLAY ? 'xvfb-run -a ' : ''
const endToEnd = 'playwright test --reporter=list,json --project'

/** In the order in which they run; several parts may share a name. */
const parts: readonly (Part & { readonly name: string })[] = [
  { name: 'setup', command: 'bash .ci/setup', limit: 8 },
  { name: 'check', command: 'tsc -p tsconfig.json', limit: 2 },
  { name: 'check', command: 'tsc -p tsconfig.renderer.json', limit: 2 },
  { name: 'check', command: 'biome check --error-on-warnings', limit: 2 },
  {
    name: 'check',
    command: 'depcruise --config .dependency-cruiser.mjs shared main preload renderer',
    limit: 2,
  },
  { name: 'check', command: 'knip --treat-config-hints-as-errors', limit: 2 },
  { name: 'unit', command: 'vitest run --reporter=default --reporter=json', limit: 50, report: 'vitest' },
  { name: 'faults', command: 'node test/faults/faults.ts --kills 8 --server-kills 1', limit: 5 },
  { name: 'build', command: 'electron-vite build --logLevel warn', limit: 2 },
  { name: 'chromium', command: `${endToEnd}=chromium`, limit: 14, report: 'playwright' },
  { name: 'package', command: 'node .ci/package.ts --dir', limit: 3 },
  { name: 'electron', command: `${screen}${endToEnd}=electron`, limit: 12, report: 'playwright' },
]

const asked = process.argv.slice(2)
const names = new Set(parts.map(({ name }) => name))
const strangers = asked.filter((name) => !names.has(name))
if (strangers.length > 0) throw new Error(`no such part: ${strangers}; parts: ${[...names]}`)

// Whoever interrupts the run ends its parts too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

await using folder = await makeTempFolder('reports')
let passed = 0
let failed = 0
const summary: string[] = []
for (const [index, part] of parts.entries()) {
  if (asked.length > 0 && !asked.includes(part.name)) continue
  console.log(`\n== ${part.name}: ${part.command}`)
  const start = performance.now()
  const outcome = await runPart(part, join(folder.path, `${index}.json`))
  const seconds = Math.round((performance.now() - start) / 1000)
  passed += outcome.passed
  failed += outcome.failed
  const result = outcome.failed === 0 ? 'ok    ' : 'FAILED'
  summary.push(
    `${result} ${part.name}: ${part.command}: ${outcome.passed} passed, ${outcome.failed} failed, ${seconds} s`,
    ...outcome.failures.map((failure) => `  ${failure}`),
  )
}
console.log(`\n${summary.join('\n')}\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
