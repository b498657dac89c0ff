/**
 * The arrows of the house: who may import whom. Floors from the ground up; a file may import its own floor and
 * those below, never one above.
 */
const floors = {
  shared: ['shared'],
  store: ['main/store'],
  ground: [
    'main/journal',
    'main/keys',
    'main/central',
    'main/specimens',
    'main/screens',
    'main/processes',
    'main/sheets',
    'main/reading',
    'main/scanners',
  ],
  documents: ['main/activation', 'main/documents', 'main/sync', 'main/packets'],
  services: ['main/accounts', 'main/applications', 'main/corrections', 'main/verification', 'main/training'],
  core: ['main/core'],
  hosts: ['main/desktop', 'main/browser', 'main/command'],
}

const within = (folders) => `^(${folders.join('|')})/`

const upward = Object.entries(floors).map(([name, folders], height, all) => ({
  name: `arrow-up-from-${name}`,
  comment: 'Arrows run down: what two floors need moves to the lower one.',
  severity: 'error',
  from: { path: within(folders) },
  to: { path: all.slice(height + 1).map(([, higher]) => within(higher)) },
}))
upward.pop() // nothing stands above the hosts

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upward,
    {
      name: 'stands-on-a-floor',
      comment: 'A new folder of main/ is given its floor in the list above.',
      severity: 'error',
      from: {},
      to: { path: '^main/', pathNot: within(Object.values(floors).flat()) },
    },
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one concept or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'face-only',
      comment:
        "A service enters another folder of main/ by its face alone: the file of the folder's own name. The store is " +
        'made of small parts that all floors use by name; the core and the hosts put the parts of services together.',
      severity: 'error',
      from: { path: '^main/([^/]+)/', pathNot: within([...floors.core, ...floors.hosts]) },
      to: {
        path: '^main/([^/]+)/',
        pathNot: ['^main/$1/', '^main/([^/]+)/\\1\\.ts$', '^main/store/'],
      },
    },
    {
      name: 'main-stands-alone',
      comment: 'The core knows no screen; screens reach it through the contract, tests from outside.',
      severity: 'error',
      from: { path: '^main/' },
      to: { path: '^(renderer|preload|test|\\.ci)/' },
    },
    {
      name: 'screens-reach-main-through-the-contract',
      severity: 'error',
      from: { path: '^(renderer|preload)/' },
      to: { path: '^(main|test|\\.ci)/' },
    },
    {
      name: 'preload-is-small',
      comment: 'A sandboxed preload may use the contract and nothing of the screens.',
      severity: 'error',
      from: { path: '^preload/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'The ground floor runs in Node, in the preload and in the screen: it imports zod and itself.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'no-node-on-screen',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-in-its-host',
      comment: 'Everything but the Electron host and its bridge runs in plain Node as well.',
      severity: 'error',
      from: { path: '^(main|shared|renderer)/', pathNot: '^main/desktop/' },
      to: { path: ['^electron$', '(^|/)node_modules/electron/'] },
    },
    {
      name: 'main-needs-it-at-run-time',
      comment: 'main is not bundled with its packages: what it imports must be in `dependencies`.',
      severity: 'error',
      from: { path: '^main/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/electron/',
      },
    },
    {
      name: 'resolvable',
      comment: 'Vite resolves what carries a query (?url, ?worker).',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
  ],
  options: {
    // TypeScript 7 has no parser that other tools could use yet; swc reads the same syntax.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types', 'style'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'],
    },
  },
}
