import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type ElectronApplication, _electron as electron } from '@playwright/test'

const project = resolve(import.meta.dirname, '../..')

/** An Electron at hand: the one that package.json names, or the test runtime of .ci/electron-runtime.sh. */
export type ElectronRuntime = {
  /** The folder of the executable, as electron-builder's `electronDist` wants it. */
  readonly dist: string
  readonly executablePath: string
  /** What our main process must find in its environment to run on it. */
  readonly env: Readonly<Record<string, string>>
}

/** @throws Error where there is no Electron and none can be made */
export function getElectron(): ElectronRuntime {
  const downloaded = join(project, 'node_modules/electron')
  if (existsSync(join(downloaded, 'path.txt'))) {
    const executable = readFileSync(join(downloaded, 'path.txt'), 'utf8')
    const dist = join(downloaded, 'dist')
    return { dist, executablePath: join(dist, executable), env: {} }
  }
  const folder = execFileSync(join(project, '.ci/electron-runtime.sh'), { encoding: 'utf8' }).trim()
  const dist = join(folder, 'dist')
  return {
    dist,
    executablePath: join(dist, 'electron'),
    env: { SOLID_SQLITE_ADDON: join(folder, 'better_sqlite3.node') },
  }
}

export type ElectronOptions = {
  /** Further command line arguments. */
  readonly args?: readonly string[]
  /** Added to the environment of the test. */
  readonly env?: Readonly<Record<string, string>>
}

/** Electron's own switches for a machine without a graphics card, where tests may run as root. */
const switches = ['--no-sandbox', '--disable-gpu']

/** Starts the built application (`npm run build`) of this checkout under Playwright. */
export function launchElectron({ args = [], env = {} }: ElectronOptions = {}): Promise<ElectronApplication> {
  const runtime = getElectron()
  return electron.launch({
    executablePath: runtime.executablePath,
    args: [...switches, project, ...args],
    env: { ...inherited(), ...runtime.env, ...env },
  })
}

/** A packaged application, reached through the DevTools port: its fuses forbid Playwright's own way in. */
export type PackagedApplication = {
  readonly browser: Browser
  /** Ends the application and waits until it is gone. */
  stop(): Promise<void>
}

/**
 * Starts an executable that `npm run package -- --dir` made.
 * @throws Error with the end of what it printed, where it ends before its screen can be reached
 */
export async function launchPackaged(
  executablePath: string,
  { args = [], env = {} }: ElectronOptions = {},
): Promise<PackagedApplication> {
  const child = spawn(executablePath, [...switches, '--remote-debugging-port=0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...inherited(), ...getElectron().env, ...env },
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  }
  const printed: string[] = []
  const lines = createInterface(child.stderr)
  const address = await new Promise<string>((found, failed) => {
    lines.on('line', (line) => {
      printed.push(line)
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (address !== undefined) found(address)
    })
    child.on('error', failed)
    child.on('exit', () => failed(new Error(`The application ended: ${printed.slice(-20).join('\n')}`)))
  })
  try {
    return { browser: await chromium.connectOverCDP(address), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
