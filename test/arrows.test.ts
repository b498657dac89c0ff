import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { makeTempFolder } from './support/temp-folder.ts'

/** A small house in order: one file on each floor, each with arrows that run down. */
const house = {
  'package.json': '{ "type": "module", "dependencies": { "zod": "4" }, "devDependencies": { "vite": "8" } }',
  'shared/roles.ts': "import { z } from 'zod'\nexport type Role = z.infer<z.ZodString>\n",
  'main/store/store.ts':
    "import type { Role } from '../../shared/roles.ts'\nexport const roles: Role[] = []\n",
  'main/journal/journal.ts': "export { roles } from '../store/store.ts'\n",
  'main/sync/sync.ts': "export { push } from './push.ts'\n",
  'main/sync/push.ts': "import { roles } from '../journal/journal.ts'\nexport const push = () => roles\n",
  'main/accounts/accounts.ts': "import { push } from '../sync/sync.ts'\nexport const login = () => push()\n",
  'main/core/core.ts': "export { login } from '../accounts/accounts.ts'\n",
  'main/desktop/desktop.ts':
    "import { app } from 'electron'\nexport { login } from '../core/core.ts'\nexport { app }\n",
  'preload/preload.ts': "export type { Role } from '../shared/roles.ts'\n",
  'renderer/app.tsx':
    "import type { Role } from '../shared/roles.ts'\nexport const App = (p: { r: Role }) => <b>{p.r}</b>\n",
}

/** Imports that break a rule, each planted in a file of its own, with the rules that must say so. */
const planted: readonly (readonly [file: string, imported: string, rules: readonly string[]])[] = [
  ['shared/a.ts', '../main/sync/sync.ts', ['arrow-up-from-shared', 'shared-is-pure']],
  ['shared/b.ts', 'node:fs', ['shared-is-pure']],
  ['main/store/c.ts', '../journal/journal.ts', ['arrow-up-from-store']],
  ['main/journal/d.ts', '../sync/sync.ts', ['arrow-up-from-ground']],
  ['main/sync/e.ts', '../accounts/accounts.ts', ['arrow-up-from-documents']],
  ['main/accounts/f.ts', '../core/core.ts', ['arrow-up-from-services']],
  ['main/core/g.ts', '../desktop/desktop.ts', ['arrow-up-from-core']],
  ['main/accounts/h.ts', '../sync/push.ts', ['face-only']],
  ['main/store/i.ts', '../../renderer/app.tsx', ['main-stands-alone']],
  ['renderer/j.tsx', '../main/core/core.ts', ['screens-reach-main-through-the-contract']],
  ['renderer/k.tsx', 'node:path', ['no-node-on-screen']],
  ['preload/l.ts', '../renderer/app.tsx', ['preload-is-small']],
  ['main/sync/m.ts', 'electron', ['electron-in-its-host']],
  ['main/sync/n.ts', 'vite', ['main-needs-it-at-run-time']],
  ['main/sync/o.ts', './nowhere.ts', ['resolvable']],
  ['main/sync/p.ts', './p.ts', ['no-circle']],
  ['main/desktop/q.ts', '../elsewhere/elsewhere.ts', ['stands-on-a-floor']],
  ['main/elsewhere/elsewhere.ts', '../store/store.ts', []],
  ['main/sync/r.ts', './push.ts', []],
]

const Report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

/** Cruises a house in a folder of its own. @returns the names of the broken rules by file */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<Map<string, string[]>> {
  await using folder = await makeTempFolder('arrows')
  const project = resolve(import.meta.dirname, '..')
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, file)), { recursive: true })
    await writeFile(join(folder.path, file), text)
  }
  await copyFile(join(project, '.dependency-cruiser.mjs'), join(folder.path, '.dependency-cruiser.mjs'))
  await symlink(join(project, 'node_modules'), join(folder.path, 'node_modules'), 'junction')
  const cruiser = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const parameters = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'shared', 'main']
  const { stdout } = spawnSync(process.execPath, [cruiser, ...parameters, 'preload', 'renderer'], {
    cwd: folder.path,
    encoding: 'utf8',
  })
  const { summary } = Report.parse(JSON.parse(stdout))
  expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(house).length - 1)
  const broken = new Map<string, string[]>()
  for (const { from, rule } of summary.violations) broken.set(from, [...(broken.get(from) ?? []), rule.name])
  return broken
}

test('a house in order breaks no rule', async () => {
  expect(await brokenRules(house)).toEqual(new Map())
})

test('each planted arrow is found, whether it carries values or only types', async () => {
  for (const keyword of ['import', 'import type']) {
    const files: Record<string, string> = { ...house }
    for (const [file, imported] of planted) {
      files[file] = `${keyword} * as planted from '${imported}'\nexport type Planted = typeof planted\n`
    }
    const broken = await brokenRules(files)
    // What only types come from need not be there at run time.
    const expected = planted.filter(
      ([, , rules]) => keyword === 'import' || rules[0] !== 'main-needs-it-at-run-time',
    )
    for (const [file, imported, rules] of expected) {
      expect(broken.get(file)?.sort() ?? [], `${file} imports ${imported}`).toEqual(rules)
    }
  }
})
