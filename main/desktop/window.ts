import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { BrowserWindow, type Session } from 'electron'
import { origin } from './origin.ts'

/** Beside the bundle: electron-vite puts both under out/. */
const preload = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url))

/** The one window: 1366x768 at home, usable from 1024x700. Shown when it has something to show. */
export function openWindow(session: Session): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'SOLID Loket',
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload: path.resolve(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${origin}/`)
  return window
}
