/**
 * Who may import whom. Layers from the bottom up: a file imports its own layer and those below, never one
 * above. The table stands in CONTRIBUTING.md.
 */
const mainLayers = {
  shared: ['shared'],
  store: ['main/store'],
  workers: ['main/workers', 'main/specimens'],
  adapters: ['main/journal', 'main/central', 'main/web-assets'],
  documents: ['main/documents', 'main/sync', 'main/identity'],
  services: [
    'main/accounts',
    'main/applications',
    'main/corrections',
    'main/packets',
    'main/scan-intake',
    'main/training',
    'main/verification',
  ],
  core: ['main/core'],
  hosts: ['main/desktop', 'main/browser', 'main/cli'],
}

const rendererLayers = {
  ui: ['renderer/ui'],
  lib: ['renderer/lib'],
  api: ['renderer/api'],
  viewer: ['renderer/viewer'],
  screens: [
    'renderer/activation',
    'renderer/admin',
    'renderer/corrections',
    'renderer/help',
    'renderer/home',
    'renderer/intake',
    'renderer/packets',
    'renderer/session',
    'renderer/sync',
    'renderer/verification',
  ],
  app: ['renderer/app'],
}

const within = (folders) => `^(${folders.join('|')})/`

const upward = (layers) =>
  Object.entries(layers)
    .map(([name, folders], height, all) => ({
      name: `upward-from-${name}`,
      comment: 'Imports run down: what two layers need moves to the lower one.',
      severity: 'error',
      from: { path: within(folders) },
      to: { path: all.slice(height + 1).map(([, higher]) => within(higher)) },
    }))
    .slice(0, -1) // nothing lies above the last layer

/**
 * Packages with native or large WebAssembly code that read foreign bytes: they may crash the process they run
 * in.
 */
const imagingPackages = 'sharp|@hyzyla/pdfium|@resvg/resvg-wasm|tesseract\\.js-core|@julusian/jpeg-turbo'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upward(mainLayers),
    ...upward(rendererLayers),
    {
      name: 'has-a-layer',
      comment: 'A new folder of main/ or renderer/ is given its layer in the lists above.',
      severity: 'error',
      from: {},
      to: {
        path: '^(main|renderer)/[^/]+/',
        pathNot: [...Object.values(mainLayers), ...Object.values(rendererLayers)]
          .flat()
          .map((folder) => `^${folder}/`)
          .concat('^renderer/ui-page/'),
      },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one concept or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-folder-cycle',
      comment: 'Two folders that need each other are one folder or three.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'worker-by-its-client',
      comment:
        'A worker runs in a process or thread of its own: from outside only its client.ts and messages.ts are ' +
        'imported. queue/ is what both sides of a process border are made of.',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/workers/' },
      to: { path: '^main/workers/', pathNot: ['/(client|messages)\\.ts$', '^main/workers/queue/'] },
    },
    {
      name: 'workers-stand-apart',
      comment: 'One worker knows another by its client.ts and messages.ts; pixels, nn and queue serve all.',
      severity: 'error',
      from: { path: '^main/workers/([^/]+)/' },
      to: {
        path: '^main/workers/(imaging|ocr|scanning)/',
        pathNot: ['^main/workers/$1/', '/(client|messages)\\.ts$'],
      },
    },
    {
      name: 'imaging-packages-in-workers',
      comment: 'What decodes foreign bytes runs in a process that may die: see main/workers.',
      severity: 'error',
      from: { path: '^(main|shared|renderer|preload)/', pathNot: '^main/workers/' },
      to: { path: `(^|/)node_modules/(${imagingPackages})/` },
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
      comment: 'It runs in Node, in the preload and in the screen: it imports zod and itself.',
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
