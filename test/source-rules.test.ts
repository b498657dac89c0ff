import { spawnSync } from 'node:child_process'
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { makeTempFolder } from './support/temp-folder.ts'
import { longComments } from './tools/check-comments.ts'

const root = resolve(import.meta.dirname, '..')

/** Lints these files as the project's own. @returns what Biome says */
async function lint(files: Readonly<Record<string, string>>): Promise<string> {
  await using folder = await makeTempFolder('source-rules')
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, file)), { recursive: true })
    await writeFile(join(folder.path, file), text)
  }
  for (const part of ['biome.json', '.gitignore', 'test/tools/lint-rules']) {
    await cp(join(root, part), join(folder.path, part), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(folder.path, 'node_modules'), 'junction')
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { stdout, stderr } = spawnSync(process.execPath, [biome, 'check', '--error-on-warnings'], {
    cwd: folder.path,
    encoding: 'utf8',
  })
  return `${stdout}${stderr}`
}

/** A function of that many lines between its braces. */
const longFunction = (lines: number): string =>
  `export function count(): number {\n  let total = 0\n${'  total++\n'.repeat(lines - 2)}  return total\n}\n`

const noReExport = 'no re-exports (barrels)'
const plainString = "Write the module's name as a plain string"

test('a file that keeps every rule passes', async () => {
  const said = await lint({ 'main/sync/push.ts': longFunction(150) })
  expect(said).toContain('No fixes applied')
  expect(said).not.toContain('error')
})

test.each([
  ['a barrel', "export { push } from './push.ts'\n", noReExport],
  ['a barrel of types', "export type { Push } from './push.ts'\n", noReExport],
  ['a barrel of everything', "export * from './push.ts'\n", noReExport],
  ['a function over the limit', longFunction(151), 'This function has too many lines (151)'],
  [
    'a computed require',
    "import { createRequire } from 'node:module'\n\nexport const load = (file: string) => createRequire(import.meta.url)(file)\n",
    plainString,
  ],
  ['a computed import', 'export const load = (file: string) => import(file)\n', plainString],
  [
    'the spread of a literal',
    'export const pack = (a: number) => ({ ...{ a, b: 1 }, c: 2 })\n',
    'spreading a literal',
  ],
])('%s fails the check', async (_, text, message) => {
  expect(await lint({ 'main/sync/planted.ts': text })).toContain(message)
})

test('a comment longer than the line of the formatter is found, code and addresses are not', () => {
  const long = 'word '.repeat(30)
  expect(
    longComments(
      [
        `// ${long}`,
        `/** ${long}*/`,
        ` * ${long}`,
        `const short = 1 // ${long}`,
        `const text = '${long}'`,
        `// https://example.org/${'path/'.repeat(30)}`,
        '// short',
      ].join('\n'),
    ),
  ).toEqual([1, 2, 3, 4])
  expect(longComments(`-- ${long}\nSELECT 1 -- ${long}\n-- short`, 'a.sql')).toEqual([1, 2])
})

test('the check runs over a folder and names file and line', async () => {
  await using folder = await makeTempFolder('long-comments')
  spawnSync('git', ['init', '--quiet'], { cwd: folder.path })
  await writeFile(join(folder.path, 'good.ts'), '// short\n')
  const check = () =>
    spawnSync(process.execPath, [join(root, 'test/tools/check-comments.ts'), folder.path], {
      encoding: 'utf8',
    })
  expect(check()).toMatchObject({ status: 0, stderr: '' })
  await writeFile(join(folder.path, 'bad.ts'), `export const a = 1\n// ${'word '.repeat(30)}\n`)
  expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('bad.ts:2:') })
})
