/**
 * `npm run dev`: the application, built again at every change of a source. A change of renderer/ reloads the
 * page and leaves whoever is signed in so; any other starts the application anew. Data lies in .cache/dev
 * unless SOLID_DATA says otherwise. Without a screen the application is served to a browser.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { launchElectron } from '../support/electron.ts'

const project = resolve(import.meta.dirname, '../..')
const watched = ['main', 'preload', 'renderer', 'resources', 'shared']
/** Milliseconds: an editor writes several files at once. */
const debounce = 200

const data = process.env.SOLID_DATA ?? join(project, '.cache/dev')
const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)

interface Running {
  reload(): Promise<void>
  stop(): Promise<void>
}

function build(): boolean {
  const start = performance.now()
  const { status } = spawnSync('electron-vite', ['build', '--logLevel', 'warn'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(status === 0 ? `built in ${seconds} s` : 'the build failed; waiting for the next change')
  return status === 0
}

async function startElectron(): Promise<Running> {
  const application: ElectronApplication = await launchElectron({ env: { SOLID_DATA: data } })
  // Closed by hand: the work is over.
  application.on('close', () => {
    if (!stopping) process.exit(0)
  })
  let stopping = false
  return {
    reload: async () => {
      for (const page of application.windows()) await page.reload()
    },
    stop: () => {
      stopping = true
      return application.close()
    },
  }
}

async function serveToBrowser(): Promise<Running> {
  const server: ChildProcess = spawn(
    process.execPath,
    [join(project, 'main/cli/start.ts'), '--browser', '--data', data],
    { stdio: 'inherit' },
  )
  return {
    reload: async () => console.log('reload the page in the browser'),
    stop: async () => {
      server.kill()
      await once(server, 'exit')
    },
  }
}

const start = hasScreen ? startElectron : serveToBrowser
let running = build() ? await start() : undefined

const changed = new Set<string>()
let timer: NodeJS.Timeout | undefined
let work = Promise.resolve()

async function update(): Promise<void> {
  const folders = new Set(changed)
  changed.clear()
  if (!build()) return
  if (running && [...folders].every((folder) => folder === 'renderer')) return running.reload()
  await running?.stop()
  running = await start()
}

for (const folder of watched) {
  watch(join(project, folder), { recursive: true }, () => {
    changed.add(folder)
    clearTimeout(timer)
    timer = setTimeout(() => {
      work = work.then(update)
    }, debounce)
  })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await running?.stop()
    process.exit(0)
  })
}
console.log(`watching ${watched.join(', ')}; end with Ctrl+C`)
