import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { makeTempFolder } from './support/temp-folder.ts'

/** A small project that keeps every rule: a file on each layer, with imports that run down. */
const project = {
  'package.json':
    '{ "type": "module", "dependencies": { "zod": "4", "sharp": "0" }, "devDependencies": { "vite": "8" } }',
  'shared/roles.ts': "import { z } from 'zod'\nexport type Role = z.infer<z.ZodString>\n",
  'main/store/store.ts':
    "import type { Role } from '../../shared/roles.ts'\nexport const roles: Role[] = []\n",
  'main/workers/imaging/decode.ts': "import sharp from 'sharp'\nexport const decode = sharp\n",
  'main/workers/imaging/client.ts': 'export const createImaging = () => 1\n',
  'main/workers/ocr/client.ts': 'export const createOcr = () => 2\n',
  'main/journal/journal.ts': "import { roles } from '../store/store.ts'\nexport const journal = roles\n",
  'main/sync/sync.ts': "import { push } from './push.ts'\nexport const sync = push\n",
  'main/sync/push.ts': "import { journal } from '../journal/journal.ts'\nexport const push = () => journal\n",
  'main/accounts/accounts.ts':
    "import { sync } from '../sync/sync.ts'\nimport { createImaging } from '../workers/imaging/client.ts'\n" +
    'export const login = () => [sync(), createImaging()]\n',
  'main/core/core.ts':
    "import { login } from '../accounts/accounts.ts'\nexport const createCore = () => login()\n",
  'main/desktop/desktop.ts':
    "import { app } from 'electron'\nimport { createCore } from '../core/core.ts'\nexport const start = [app, createCore]\n",
  'preload/preload.ts': "import type { Role } from '../shared/roles.ts'\nexport const bridge: Role[] = []\n",
  'renderer/ui/button.tsx': 'export const Button = () => <b />\n',
  'renderer/lib/link.tsx':
    "import { Button } from '../ui/button.tsx'\nexport const Link = () => <Button />\n",
  'renderer/api/client.ts':
    "import type { Role } from '../../shared/roles.ts'\nexport const call = (role: Role) => role\n",
  'renderer/home/home.tsx':
    "import { call } from '../api/client.ts'\nimport { Link } from '../lib/link.tsx'\n" +
    "export const Home = () => <Link key={call('a')} />\n",
  'renderer/app/shell.tsx': "import { Home } from '../home/home.tsx'\nexport const Shell = () => <Home />\n",
}

/** Imports that break a rule, each planted in a file of its own, with the rules that must say so. */
const planted: readonly (readonly [file: string, imported: string, rules: readonly string[]])[] = [
  ['shared/a.ts', '../main/sync/sync.ts', ['shared-is-pure', 'upward-from-shared']],
  ['shared/b.ts', 'node:fs', ['shared-is-pure']],
  ['main/store/c.ts', '../journal/journal.ts', ['upward-from-store']],
  ['main/workers/imaging/d.ts', '../../journal/journal.ts', ['upward-from-workers']],
  ['main/journal/d.ts', '../sync/sync.ts', ['upward-from-adapters']],
  ['main/sync/e.ts', '../accounts/accounts.ts', ['upward-from-documents']],
  ['main/accounts/f.ts', '../core/core.ts', ['upward-from-services']],
  ['main/core/g.ts', '../desktop/desktop.ts', ['upward-from-core']],
  ['renderer/ui/a.tsx', '../lib/link.tsx', ['upward-from-ui']],
  ['renderer/lib/b.tsx', '../api/client.ts', ['upward-from-lib']],
  ['renderer/api/c.tsx', '../home/home.tsx', ['upward-from-api']],
  ['renderer/home/d.tsx', '../app/shell.tsx', ['upward-from-screens']],
  ['main/accounts/h.ts', '../workers/imaging/decode.ts', ['worker-by-its-client']],
  ['main/desktop/i.ts', '../workers/imaging/decode.ts', ['worker-by-its-client']],
  ['main/workers/ocr/j.ts', '../imaging/decode.ts', ['workers-stand-apart']],
  ['main/workers/ocr/k.ts', '../imaging/client.ts', []],
  ['main/accounts/l.ts', 'sharp', ['imaging-packages-in-workers']],
  ['main/desktop/l.ts', 'sharp', ['imaging-packages-in-workers']],
  ['main/store/i.ts', '../../renderer/app/shell.tsx', ['main-stands-alone']],
  ['renderer/home/j.tsx', '../../main/core/core.ts', ['screens-reach-main-through-the-contract']],
  ['renderer/home/k.tsx', 'node:path', ['no-node-on-screen']],
  ['preload/l.ts', '../renderer/app/shell.tsx', ['preload-is-small']],
  ['main/sync/m.ts', 'electron', ['electron-in-its-host']],
  ['main/sync/n.ts', 'vite', ['main-needs-it-at-run-time']],
  ['main/sync/o.ts', './nowhere.ts', ['resolvable']],
  ['main/sync/p.ts', './p.ts', ['no-cycle']],
  ['main/desktop/q.ts', '../elsewhere/elsewhere.ts', ['has-a-layer']],
  ['renderer/app/q.tsx', '../elsewhere/elsewhere.tsx', ['has-a-layer']],
  ['main/elsewhere/elsewhere.ts', '../store/store.ts', []],
  ['renderer/elsewhere/elsewhere.tsx', '../ui/button.tsx', []],
  ['main/sync/r.ts', './push.ts', []],
]

const Report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

/** Cruises a project in a folder of its own. @returns the names of the broken rules by file */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<Map<string, string[]>> {
  await using folder = await makeTempFolder('dependency-rules')
  const root = resolve(import.meta.dirname, '..')
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, file)), { recursive: true })
    await writeFile(join(folder.path, file), text)
  }
  await copyFile(join(root, '.dependency-cruiser.mjs'), join(folder.path, '.dependency-cruiser.mjs'))
  await symlink(join(root, 'node_modules'), join(folder.path, 'node_modules'), 'junction')
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const parameters = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'shared', 'main']
  const { stdout } = spawnSync(process.execPath, [cruiser, ...parameters, 'preload', 'renderer'], {
    cwd: folder.path,
    encoding: 'utf8',
  })
  const { summary } = Report.parse(JSON.parse(stdout))
  expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(project).length - 1)
  const broken = new Map<string, string[]>()
  for (const { from, rule } of summary.violations) broken.set(from, [...(broken.get(from) ?? []), rule.name])
  return broken
}

test('a project in order breaks no rule', async () => {
  expect(await brokenRules(project)).toEqual(new Map())
})

test('each planted import is found, whether it carries values or only types', async () => {
  for (const keyword of ['import', 'import type']) {
    const files: Record<string, string> = { ...project }
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

test('two folders that need each other are found', async () => {
  const broken = await brokenRules({
    ...project,
    'main/journal/links.ts': "import { rows } from '../central/rows.ts'\nexport const links = () => rows\n",
    'main/central/rows.ts': 'export const rows = 1\n',
    'main/central/feed.ts': "import { journal } from '../journal/journal.ts'\nexport const feed = journal\n",
  })
  expect(broken).toEqual(
    new Map([
      ['main/central', ['no-folder-cycle']],
      ['main/journal', ['no-folder-cycle']],
    ]),
  )
})
