import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { type Browser, chromium, type ElectronApplication, _electron as electron } from '@playwright/test'
import { z } from 'zod'
import { getElectron } from './electron-runtime.ts'

const project = resolve(import.meta.dirname, '../..')

export type ElectronOptions = {
  /** Further command line arguments. */
  readonly args?: readonly string[]
  /** Added to the environment of the test. */
  readonly env?: Readonly<Record<string, string>>
}

const Targets = z.array(z.object({ type: z.string(), url: z.string() }))

/** For a machine without a graphics card, where tests may run as root. */
const switches = ['--no-sandbox', '--disable-gpu']

/**
 * Delays the application's start until Playwright is attached. Playwright loads it only into an Electron that
 * it has found itself; without it, about one launch in ten hangs.
 */
const loader = resolve(project, 'node_modules/playwright-core/lib/server/electron/loader.js')

/** Starts the built application (`npm run build`) of this checkout under Playwright. */
export function launchElectron({ args = [], env = {} }: ElectronOptions = {}): Promise<ElectronApplication> {
  const runtime = getElectron()
  return electron.launch({
    executablePath: runtime.executablePath,
    args: ['-r', loader, ...switches, project, ...args],
    env: { ...inheritedEnvironment(), ...runtime.env, ...env },
    timeout: 300_000,
  })
}

/**
 * A packaged application, reached through the DevTools port: its fuses disable Playwright's own connection.
 */
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
    env: { ...inheritedEnvironment(), ...getElectron().env, ...env },
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  }
  const printed: string[] = []
  const port = await new Promise<string>((found, failed) => {
    createInterface(child.stderr).on('line', (line) => {
      printed.push(line)
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      if (port !== undefined) found(port)
    })
    child.on('error', failed)
    child.on('exit', () => failed(new Error(`The application ended: ${printed.slice(-20).join('\n')}`)))
  })
  try {
    await waitForPage(port)
    return { browser: await chromium.connectOverCDP(`http://127.0.0.1:${port}`), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Waits until the first window has loaded its page: Electron does not answer a CDP connection before that.
 */
async function waitForPage(port: string): Promise<void> {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await delay(100)) {
    const response = await fetch(`http://127.0.0.1:${port}/json/list`)
    const targets = Targets.parse(await response.json())
    if (targets.some(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank')) return
  }
  throw new Error('The application opened no window')
}

function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
