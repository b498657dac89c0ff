import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import manifest from '../../../package.json' with { type: 'json' }
import { launchElectron } from '../../support/electron.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { type ForeignSite, openForeignSite } from './foreign-site.ts'

/**
 * Electron's security list (electronjs.org/docs/latest/tutorial/security), item by item, against the running
 * application. Item 19, the fuses, is a property of the package: packaged.spec.ts.
 */
const project = resolve(import.meta.dirname, '../../..')
const ours = 'loket://aplikasi/'

let folder: TempFolder
let foreign: ForeignSite
let application: ElectronApplication
let page: Page
/** What the system was asked to open outside. */
let openedOutside: string

test.beforeAll(async () => {
  folder = await makeTempFolder('security')
  foreign = await openForeignSite()
  openedOutside = join(folder.path, 'opened-outside')
  application = await launchElectron({
    // There is a camera to be had: that of Chromium's own tests.
    args: ['--use-fake-device-for-media-stream'],
    env: { SOLID_DATA: join(folder.path, 'data'), PATH: `${await openers()}:${process.env.PATH}` },
  })
  page = await application.firstWindow()
})

test.beforeEach(() => firstScreen())

test.afterEach(() => {
  expect(foreign.requests, 'nothing has reached the foreign site').toEqual([])
  expect(page.url()).toBe(ours)
})

test.afterAll(async () => {
  await application.close()
  foreign.close()
  await folder.remove()
})

test('1 only secure content', async () => {
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  await page.reload()
  await firstScreen()
  expect(requested).toContain(ours)
  expect(requested.filter((address) => !address.startsWith(ours))).toEqual([])
  expect(await page.evaluate('isSecureContext')).toBe(true)
})

test('2 no Node in the page', async () => {
  expect(await preferences()).toMatchObject({ nodeIntegration: false, nodeIntegrationInSubFrames: false })
  expect(
    await page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer, typeof global]'),
  ).toEqual(['undefined', 'undefined', 'undefined', 'undefined', 'undefined'])
})

test('3 the preload script has a world of its own', async () => {
  expect(await preferences()).toMatchObject({ contextIsolation: true })
  await page.evaluate('globalThis.planted = 1')
  // 999 is the world in which Electron runs preload scripts.
  expect(await evaluateInWorld(999, 'typeof planted')).toBe('undefined')
  expect(await evaluateInWorld(0, 'typeof planted')).toBe('number')
})

test('4 the page is sandboxed, and its preload script fits into the sandbox', async () => {
  expect(await preferences()).toMatchObject({ sandbox: true })
  const preload = await readFile(join(project, 'out/preload/preload.cjs'), 'utf8')
  expect(preload.match(/\brequire\([^)]*\)/g)).toEqual(['require("electron")'])
  // Gone from sandboxed preload scripts in Electron 45.
  expect(preload).not.toMatch(/\b(Buffer|setImmediate|clearImmediate|process)\b/)
})

test('5 no permission is given but the camera, and that to our own page alone', async () => {
  const asked: Record<string, string> = {
    geolocation: 'new Promise((given, refused) => navigator.geolocation.getCurrentPosition(given, refused))',
    notifications:
      'Notification.requestPermission().then((answer) => answer === "denied" && Promise.reject())',
    microphone: 'navigator.mediaDevices.getUserMedia({ audio: true })',
    'camera with sound': 'navigator.mediaDevices.getUserMedia({ video: true, audio: true })',
    screen: 'navigator.mediaDevices.getDisplayMedia()',
    'screen by the old way':
      "navigator.mediaDevices.getUserMedia({ video: { mandatory: { chromeMediaSource: 'desktop' } } })",
    clipboard: 'navigator.clipboard.readText()',
    midi: 'navigator.requestMIDIAccess()',
    'persistent storage': 'navigator.storage.persist().then((given) => given || Promise.reject())',
    screens: 'getScreenDetails()',
    'being idle':
      'IdleDetector.requestPermission().then((answer) => answer === "denied" && Promise.reject())',
    'serial ports': 'navigator.serial.requestPort()',
    'USB devices': 'navigator.usb.requestDevice({ filters: [] })',
    'HID devices':
      'navigator.hid.requestDevice({ filters: [] }).then(([first]) => first ?? Promise.reject())',
  }
  for (const [permission, ask] of Object.entries(asked)) {
    const answer = await page.evaluate(`(async () => ${ask})().then(() => 'given', () => 'refused')`)
    expect(answer, permission).toBe('refused')
  }
  const state = (name: string) =>
    page.evaluate(`navigator.permissions.query({ name: '${name}' }).then((p) => p.state)`)
  for (const name of ['notifications', 'geolocation', 'microphone', 'midi', 'clipboard-read']) {
    expect(await state(name)).toBe('denied')
  }

  expect(await state('camera')).toBe('granted')
  const camera = 'navigator.mediaDevices.getUserMedia({ video: true })'
  expect(
    await page.evaluate(`${camera}.then((stream) => stream.getTracks().map(({ kind }) => kind))`),
  ).toEqual(['video'])
  // Another page in the very same window, as if ours had been left after all.
  expect(
    await application.evaluate(
      async ({ BrowserWindow }, { other, ours, camera }) => {
        const [window] = BrowserWindow.getAllWindows()
        await window?.loadURL(other)
        const answer: unknown = await window?.webContents.executeJavaScript(
          `${camera}.then(() => 'given', () => 'refused')`,
        )
        await window?.loadURL(ours)
        return answer
      },
      { other: 'loket://lain/', ours, camera },
    ),
  ).toBe('refused')
  // And a frame of ours inside our page: only the page itself takes photographs.
  expect(
    await page.evaluate(`(() => {
      const frame = document.body.appendChild(document.createElement('iframe'))
      return frame.contentWindow.${camera}.then(() => 'given', () => 'refused').finally(() => frame.remove())
    })()`),
  ).toBe('refused')
})

test('6 web security is on', async () => {
  expect(await preferences()).toMatchObject({ webSecurity: true })
  expect(await switchesSet('disable-web-security', 'disable-site-isolation-trials')).toEqual([])
})

test('7 a content security policy that lets in nothing but our own files', async () => {
  for (const path of ['/', '/tidak-ada.js']) {
    const header = `fetch('${path}').then((answer) => answer.headers.get('content-security-policy'))`
    const directives = String(await page.evaluate(header)).split('; ')
    expect(directives).toContain("default-src 'none'")
    expect(directives).toContain("script-src 'self'")
    expect(directives).toContain("style-src 'self'")
    expect(directives).toContain("connect-src 'self'")
    expect(directives.filter((directive) => /unsafe|\*|https?:|data:/.test(directive))).toEqual([])
  }
  const inline = `(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineRan = true'
    document.body.append(script)
    script.remove()
    return typeof inlineRan
  })()`
  expect(await page.evaluate(inline)).toBe('undefined')
  // Evaluated by a script of the page's own: what comes from a debugger may use eval.
  const evaluated = `new Promise((settled) => addEventListener('securitypolicyviolation', (violation) => {
    if (violation.effectiveDirective === 'connect-src') settled('refused')
  }) ?? fetch('${foreign.address}/connect').then(() => settled('let out'), () => undefined))`
  expect(await page.evaluate(evaluated)).toBe('refused')
  const image = `new Promise((settled) => Object.assign(new Image(), {
    src: '${foreign.address}/image', onload: () => settled('let in'), onerror: () => settled('refused') }))`
  expect(await page.evaluate(image)).toBe('refused')
})

test('8 no insecure content', async () => {
  expect(await preferences()).toMatchObject({ allowRunningInsecureContent: false })
  expect(await switchesSet('allow-running-insecure-content', 'ignore-certificate-errors')).toEqual([])
})

test('9 no experimental features', async () => {
  expect(await preferences()).toMatchObject({ experimentalFeatures: false })
  expect(await switchesSet('enable-experimental-web-platform-features')).toEqual([])
})

test('10 no Blink features switched on', async () => {
  expect(await preferences()).toMatchObject({ enableBlinkFeatures: '' })
  expect(await switchesSet('enable-blink-features')).toEqual([])
})

test('11 no webview, so none that may open windows', async () => {
  expect(await preferences()).toMatchObject({ webviewTag: false })
  expect(await page.evaluate(`'getWebContentsId' in document.createElement('webview')`)).toBe(false)
})

test('12 no webview is attached, even to a window that has the tag', async () => {
  const outcome = await application.evaluate(async ({ BrowserWindow, webContents }, address) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } })
    await window.loadURL(address)
    const prevented = new Promise<boolean>((attached) =>
      window.webContents.on('will-attach-webview', (event) => attached(event.defaultPrevented)),
    )
    await window.webContents.executeJavaScript(
      `document.body.append(Object.assign(document.createElement('webview'), { src: '${address}' }))`,
    )
    const outcome = {
      prevented: await prevented,
      webviews: webContents.getAllWebContents().filter((contents) => contents.getType() === 'webview').length,
    }
    window.destroy()
    return outcome
  }, ours)
  expect(outcome).toEqual({ prevented: true, webviews: 0 })
})

test('13 the page can be left for no other address', async () => {
  await application.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.webContents.on('will-frame-navigate', ({ url, defaultPrevented }) => {
      Reflect.set(globalThis, 'attempt', { url, defaultPrevented })
    })
  })
  const attempt = () => application.evaluate(() => Reflect.get(globalThis, 'attempt'))
  for (const url of [`${foreign.address}/navigation`, 'loket://lain/', 'mailto:asing@contoh.invalid']) {
    await page.evaluate(`void location.assign('${url}')`)
    await expect.poll(attempt).toEqual({ url, defaultPrevented: true })
  }
  // Another person's folder or a page made up on the spot: refused by Chromium before anybody is asked.
  for (const url of ['file:///etc/hostname', 'data:text/html,asing']) {
    await page.evaluate(`void location.assign('${url}')`)
  }
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('iframe'), { src: '${ours}' }))`,
  )
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('iframe'), { src: '${foreign.address}/frame' }))`,
  )
  await page.evaluate(`(() => {
    const form = Object.assign(document.createElement('form'), { action: '${foreign.address}/form', method: 'post' })
    document.body.append(form)
    form.submit()
  })()`)
  // The last attempt may still be under way, and its refusal then ends the reload as well.
  await expect(() => page.reload({ timeout: 10_000 })).toPass({ timeout: 300_000 })
  await firstScreen()
})

test('14 no window but the one', async () => {
  await page.evaluate(`document.body.prepend(Object.assign(document.createElement('a'), {
    href: '${foreign.address}/window', target: '_blank', textContent: 'ke luar' }))`)
  const link = page.getByText('ke luar')
  await link.click()
  await link.click({ modifiers: ['Shift'] })
  await link.click({ button: 'middle' })
  for (const address of [`${foreign.address}/open`, ours, 'about:blank', 'file:///etc/hostname']) {
    expect(await page.evaluate(`open('${address}') === null`), address).toBe(true)
  }
  expect(await application.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  await expect(() => page.reload({ timeout: 10_000 })).toPass({ timeout: 300_000 })
})

test('15 nothing is opened outside the application', async () => {
  for (const address of ['mailto:a@contoh.invalid', 'tel:112', 'https://contoh.invalid/']) {
    await page.evaluate(`(() => {
      const link = Object.assign(document.createElement('a'), { href: '${address}', textContent: 'ke luar' })
      document.body.prepend(link)
      link.focus()
    })()`)
    // A click of Playwright's would wait for the navigation that never comes.
    await page.keyboard.press('Enter')
  }
  // Proves that it would have been seen.
  await application.evaluate(({ shell }) => shell.openExternal('https://pembanding.invalid/'))
  const opened = () => readFile(openedOutside, 'utf8').catch(() => '')
  await expect.poll(opened).toBe('https://pembanding.invalid/\n')
  expect(await readFile(join(project, 'out/main/desktop.js'), 'utf8')).not.toContain('openExternal')
  await page.reload()
})

test('16 Electron is pinned to one version, the one that is installed', async () => {
  const version = manifest.devDependencies.electron
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  const installed: unknown = JSON.parse(
    await readFile(join(project, 'node_modules/electron/package.json'), 'utf8'),
  )
  expect(installed).toMatchObject({ version })
})

test('17 only the window’s own page is answered', async () => {
  const state = `loket.call('session.state', {})`
  const refusal = { ok: false, problem: { code: 'not-signed-in', data: {} } }
  expect(await page.evaluate(state)).toEqual({ ok: true, value: { stage: 'first-run' } })

  // A line for files is asked for and given, or not, before a call that is made after it is answered.
  const line = `(async () => {
    let ports = 0
    addEventListener('message', (event) => { if (event.data === 'file-port') ports += event.ports.length })
    loket.openFilePort()
    const answer = await ${state}
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { answer, ports }
  })()`
  expect(await page.evaluate(line)).toMatchObject({ ports: 1 })

  const fromSecondWindow = await application.evaluate(
    async ({ BrowserWindow }, { address, preload, line }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload } })
      await window.loadURL(address)
      const answer: unknown = await window.webContents.executeJavaScript(line)
      window.destroy()
      return answer
    },
    { address: ours, preload: join(project, 'out/preload/preload.cjs'), line },
  )
  expect(fromSecondWindow).toEqual({ answer: refusal, ports: 0 })

  const fromForeignPage = await application.evaluate(
    async ({ BrowserWindow }, { address, line }) => {
      const [window] = BrowserWindow.getAllWindows()
      await window?.loadURL('data:text/html,asing')
      const answer: unknown = await window?.webContents.executeJavaScript(line)
      await window?.loadURL(address)
      return answer
    },
    { address: ours, line },
  )
  expect(fromForeignPage).toEqual({ answer: refusal, ports: 0 })

  // A frame inside the page has no bridge at all.
  await page.evaluate(`document.body.append(document.createElement('iframe'))`)
  expect(await page.evaluate(`document.querySelector('iframe').contentWindow.loket === undefined`)).toBe(true)
  await page.reload()
})

test('18 our own protocol serves the screens, and no file besides', async () => {
  const status = (address: string, method = 'GET') =>
    page.evaluate(
      `fetch('${address}', { method: '${method}' }).then(({ status }) => status, () => 'refused')`,
    )
  expect(await status('/')).toBe(200)
  for (const address of [
    '/../main/desktop.js',
    '/..%2fmain%2fdesktop.js',
    '/%2e%2e/%2e%2e/package.json',
    '/..%5cmain%5cdesktop.js',
    '/%2fetc/hostname',
    '/scans/00000000-0000-4000-8000-000000000000',
  ]) {
    expect(await status(address), address).toBe(404)
  }
  expect(await status('/', 'POST')).toBe(404)
  for (const address of ['loket://lain/', 'file:///etc/hostname', `file://${project}/package.json`]) {
    expect(await status(address), address).toBe('refused')
  }
})

test('20 no Electron API reaches the page', async () => {
  expect(await page.evaluate('Object.keys(loket).sort()')).toEqual(['call', 'onEvent', 'openFilePort'])
  expect(
    await page.evaluate(
      'Object.getOwnPropertyNames(globalThis).filter((name) => /electron|ipc/i.test(name))',
    ),
  ).toEqual([])
  await page.evaluate('globalThis.heard = []; globalThis.stop = loket.onEvent((...all) => heard.push(all))')
  const tell = () =>
    application.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send('event', 'sync')
    })
  await tell()
  await expect.poll(() => page.evaluate('heard')).toEqual([['sync']])
  await page.evaluate('stop()')
  await tell()
  expect(await page.evaluate(`loket.call('session.state', {}).then(() => heard.length)`)).toBe(1)
})

async function firstScreen(): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Selamat datang' })).toBeVisible()
}

/**
 * What the one window was really made with: the settings that Electron's own security warnings look at,
 * through a method that its type definitions leave out.
 */
function preferences() {
  return application.evaluate(({ BrowserWindow }) => {
    const [window, ...others] = BrowserWindow.getAllWindows()
    if (!window || others.length > 0) throw new Error('not one window')
    return Reflect.apply(Reflect.get(window.webContents, 'getLastWebPreferences'), window.webContents, [])
  })
}

/** Those of Chromium's switches that the application was started with or has set. */
function switchesSet(...names: string[]) {
  return application.evaluate(
    ({ app }, names) => names.filter((name) => app.commandLine.hasSwitch(name)),
    names,
  )
}

function evaluateInWorld(world: number, code: string) {
  return application.evaluate(
    ({ BrowserWindow }, { world, code }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScriptInIsolatedWorld(world, [{ code }]),
    { world, code },
  )
}

/** A folder of stand-ins for the programs by which Linux opens an address. @returns its path */
async function openers(): Promise<string> {
  const path = join(folder.path, 'bin')
  await mkdir(path)
  for (const name of ['xdg-open', 'xdg-email']) {
    await writeFile(join(path, name), `#!/bin/sh\necho "$1" >> '${openedOutside}'\n`)
    await chmod(join(path, name), 0o755)
  }
  return path
}
