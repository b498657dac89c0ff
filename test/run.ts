/**
 * `npm test`: everything, one part after the other; `npm test -- unit faults` runs the named parts only. Ends
 * with the line `N passed, N failed`.
 */
import { join } from 'node:path'
import { type Part, runPart } from './support/part.ts'
import { makeTempFolder } from './support/temp-folder.ts'

/** Electron needs a screen, be it one that nobody sees. */
const screen = process.platform === 'linux' && !process.env.DISPLAY ? 'xvfb-run -a ' : ''
const endToEnd = 'playwright test --reporter=list,json --project'

/**
 * In the order in which they run; several parts may share a name. The limits are for what hangs: many times
 * what a part takes on a free machine, because a build server may lend us a fifth of one.
 */
const parts: readonly (Part & { readonly name: string })[] = [
  { name: 'setup', command: 'bash .ci/setup', limit: 20 },
  { name: 'check', command: 'tsc -p tsconfig.json', limit: 10 },
  { name: 'check', command: 'tsc -p tsconfig.renderer.json', limit: 10 },
  { name: 'check', command: 'tsc -p test/renderer/tsconfig.json', limit: 10 },
  { name: 'check', command: 'tsc -p resources/wasm/tsconfig.json', limit: 10 },
  { name: 'check', command: 'biome check --error-on-warnings', limit: 10 },
  {
    name: 'check',
    command: 'depcruise --config .dependency-cruiser.mjs shared main preload renderer',
    limit: 10,
  },
  { name: 'check', command: 'knip --treat-config-hints-as-errors', limit: 10 },
  { name: 'check', command: 'node test/tools/check-comments.ts', limit: 10 },
  { name: 'unit', command: 'vitest run --reporter=default --reporter=json', limit: 50, report: 'vitest' },
  { name: 'faults', command: 'node test/faults/faults.ts --kills 8 --server-kills 1', limit: 20 },
  { name: 'build', command: 'electron-vite build --logLevel warn', limit: 10 },
  // Each with a browser of its own; the windows of Electron would take the focus from each other on one
  // screen.
  { name: 'chromium', command: `${endToEnd}=chromium --workers=2`, limit: 40, report: 'playwright' },
  { name: 'package', command: 'node .ci/package.ts --dir', limit: 15 },
  { name: 'electron', command: `${screen}${endToEnd}=electron`, limit: 40, report: 'playwright' },
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
