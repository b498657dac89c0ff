import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { defaultDataFolder } from '../store/data-folder.ts'
import { buildIfNeeded } from './build-if-needed.ts'
import { findElectron } from './find-electron.ts'
import { serveInBrowser } from './serve-in-browser.ts'

/**
 * `npm start`: the application in Electron where there is one and a screen to show it on, else the same
 * application served on loopback for a browser.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    browser: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
  },
})

const project = path.resolve(import.meta.dirname, '../..')
if (values.data) process.env.SOLID_DATA = path.resolve(values.data)

buildIfNeeded(project)

const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
const electron = !values.browser && hasScreen ? findElectron(project) : undefined

if (electron) {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(electron, [...asRoot, project], { stdio: 'inherit' })
  child.on('exit', (code) => process.exit(code ?? 0))
} else {
  if (!values.browser) {
    console.log(
      hasScreen
        ? 'There is no Electron on this machine, so SOLID Loket is served to a browser.'
        : 'There is no screen on this machine, so SOLID Loket is served to a browser.',
    )
  }
  const host = await serveInBrowser({ folder: defaultDataFolder(), project, port: Number(values.port) })
  const address = host.newAddress()
  if (hasScreen) openBrowser(address)
  console.log(`SOLID Loket: ${address}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void host.close().then(() => process.exit(0)))
  }
}

/** Opens the address in the person's own browser; where that fails the printed address is enough. */
function openBrowser(address: string): void {
  const [command, ...leading] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '']
      : [process.platform === 'darwin' ? 'open' : 'xdg-open']
  if (command === undefined || spawnSync(command, ['--version'], { stdio: 'ignore' }).error) return
  spawn(command, [...leading, address], { stdio: 'ignore', detached: true }).unref()
}
