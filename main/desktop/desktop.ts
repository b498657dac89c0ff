import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, type BrowserWindow, Menu, session } from 'electron'
import { defaultDataFolder } from '../store/data-folder.ts'
import { registerScheme, serveApplication } from './application-protocol.ts'
import { answerCalls, connectionId } from './calls.ts'
import { connectCore } from './core-connection.ts'
import { guardContents, guardSession } from './guard.ts'
import { openWindow } from './window.ts'

/**
 * The Electron host: gives the core, which lives in a process of its own, a window. Everything it knows about
 * applications and people it knows through the core.
 */
const data = defaultDataFolder()
// Chromium's own files lie apart from the office's data; nothing of a page is cached on the disk.
app.setPath('userData', path.join(data, 'chromium'))
app.commandLine.appendSwitch('disable-http-cache')
// Root, as which tests may run, can start Electron only without: enableSandbox would take the switch away again.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerScheme()
Menu.setApplicationMenu(null)

if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

function start(): void {
  let window: BrowserWindow | undefined
  const core = connectCore({
    version: app.getVersion(),
    onEvent(event) {
      if (window && !window.isDestroyed()) window.webContents.send('event', event)
    },
  })
  const screens = fileURLToPath(new URL('../renderer', import.meta.url))

  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  guardSession(session.defaultSession)
  serveApplication(session.defaultSession, core, screens, () => (window ? connectionId(window) : ''))
  answerCalls(core, () => window)
  window = openWindow(session.defaultSession)
  window.on('closed', () => {
    window = undefined
  })

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void core.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}
