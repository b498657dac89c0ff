import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { runPart } from './part.ts'
import { makeTempFolder } from './temp-folder.ts'

const modules = resolve(import.meta.dirname, '../../node_modules')

test.each([
  [
    'vitest',
    'vitest run --reporter=json',
    'sums.test.js',
    'sums.test.js › sums are wrong › Error: 2 is not 3',
  ],
  [
    'playwright',
    'playwright test --reporter=json',
    'sums.spec.js',
    'sums.spec.js:4 › are wrong › Error: 2 is not 3',
  ],
] as const)('what failed under %s is named in the real report', async (report, command, file, failure) => {
  await using folder = await makeTempFolder('report')
  const project = join(folder.path, 'project')
  await mkdir(project)
  await symlink(modules, join(project, 'node_modules'))
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')
  await writeFile(
    join(project, file),
    `import { test } from '${report === 'vitest' ? 'vitest' : '@playwright/test'}'
test.describe('sums', () => {
  test('are right', () => {})
  test('are wrong', () => { throw new Error('2 is\\n  not 3') })
})`,
  )
  const outcome = await runPart(
    { command: `cd ${project} && ${command}`, limit: 1, report },
    join(folder.path, 'report.json'),
  )
  expect(outcome).toMatchObject({ passed: 1, failed: 1 })
  expect(outcome.failures).toEqual([expect.stringContaining(failure)])
})
