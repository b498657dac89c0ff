import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** The static checks, each with the command that stands for it; `npm run check` runs all of them. */
const checks = {
  types: 'tsc -p tsconfig.json',
  'types of the screens': 'tsc -p tsconfig.renderer.json',
  'lint and format': 'biome check --error-on-warnings',
  arrows: 'depcruise --config .dependency-cruiser.mjs shared main preload renderer',
  'dead code': 'knip',
} as const

let failed = 0
for (const [name, command] of Object.entries(checks)) {
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(command, {
    shell: true,
    encoding: 'utf8',
    env: { ...process.env, PATH: [join('node_modules', '.bin'), process.env.PATH].join(delimiter) },
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  if (status === 0) {
    console.log(`ok      ${name} (${seconds} s)`)
  } else {
    failed += 1
    console.log(`${stdout}${stderr}failed  ${name} (${seconds} s): ${command}`)
  }
}
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
