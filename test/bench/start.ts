import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test'
import { buildIfNeeded } from '../../main/cli/build-if-needed.ts'
import { openDisplay } from '../support/display.ts'
import { launchElectron } from '../support/electron.ts'
import { getElectron } from '../support/electron-runtime.ts'
import { percentile } from '../support/percentile.ts'
import { setUpMachine } from '../support/set-up-machine.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { setUpOffice, signIn } from './bench-office.ts'

const rounds = 5

interface Start {
  /** Milliseconds from the start of the process until the screen can be used. */
  ready: number
  /** Resident memory of all processes, bytes. */
  resident: number
}

/**
 * Process start to a usable sign-in screen, and the memory of all processes after sign-in, beside an empty
 * window of the same Electron in turn.
 */
export async function run(): Promise<Record<string, number>> {
  setUpMachine('Xvfb', 'unzip', 'g++')
  buildIfNeeded(join(import.meta.dirname, '../..'))
  await using _display = await openDisplay()
  await using folder = await makeTempFolder('start')
  const data = join(folder.path, 'data')
  await setUpOffice(data)
  const empty = await makeEmptyApplication(folder.path)

  const ours: Start[] = []
  const bare: Start[] = []
  // The first of each warms the disk's cache and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const emptyStart = await startEmpty(empty)
    const ourStart = await startOurs(data)
    if (round === 0) continue
    bare.push(emptyStart)
    ours.push(ourStart)
  }
  const ready = median(ours, 'ready')
  const resident = median(ours, 'resident')
  return {
    ready_ms: Math.round(ready),
    rss_mb: Math.round(resident / 1e6),
    empty_ready_ms: Math.round(median(bare, 'ready')),
    empty_rss_mb: Math.round(median(bare, 'resident') / 1e6),
    ready_ratio: ready / median(bare, 'ready'),
    rss_ratio: resident / median(bare, 'resident'),
  }
}

const median = (starts: readonly Start[], what: keyof Start): number =>
  percentile(
    starts.map((start) => start[what]),
    0.5,
  )

async function startOurs(data: string): Promise<Start> {
  const began = performance.now()
  const application = await launchElectron({ env: { SOLID_DATA: data } })
  const page = await application.firstWindow()
  await page.getByLabel('Kata sandi', { exact: true }).waitFor()
  const ready = performance.now() - began
  await signIn(page)
  return finish(application, page, ready)
}

async function startEmpty(folder: string): Promise<Start> {
  const runtime = getElectron()
  const began = performance.now()
  const application = await electron.launch({
    executablePath: runtime.executablePath,
    args: ['--no-sandbox', '--disable-gpu', folder],
  })
  const page = await application.firstWindow()
  await page.getByText('kosong').waitFor()
  return finish(application, page, performance.now() - began)
}

/** Memory once it has settled. */
async function finish(application: ElectronApplication, page: Page, ready: number): Promise<Start> {
  await page.waitForTimeout(1500)
  const kilobytes = await application.evaluate(({ app }) =>
    app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  )
  await application.close()
  return { ready, resident: kilobytes * 1024 }
}

/** A window that shows one word. */
async function makeEmptyApplication(folder: string): Promise<string> {
  await writeFile(join(folder, 'package.json'), '{ "name": "empty", "version": "1.0.0", "main": "main.js" }')
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>kosong</title><p>kosong</p>')
  await writeFile(
    join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron')
     app.setPath('userData', ${JSON.stringify(join(folder, 'empty-data'))})
     app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadFile('index.html'))
     app.on('window-all-closed', () => app.quit())`,
  )
  return folder
}
