import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { CallResult } from '../../shared/contract/contract.ts'
import type { CoreConnection } from './core-connection.ts'
import { isOwnOrigin } from './origin.ts'

/** The id under which the core knows a window. */
export const connectionId = (window: BrowserWindow): string => `window-${window.webContents.id}`

/**
 * Lets the window's own top frame, and nothing else, make calls (security list, item 17). Whoever else asks
 * gets the answer of somebody not signed in, and no line for files.
 */
export function answerCalls(core: CoreConnection, window: () => BrowserWindow | undefined): void {
  ipcMain.handle('call', async (event, name: unknown, input: unknown): Promise<unknown> => {
    const ownWindow = window()
    if (!ownWindow || !isOwnFrame(event, ownWindow)) return notSignedIn
    return core.call(connectionId(ownWindow), String(name), input)
  })
  ipcMain.on('open-file-line', (event) => {
    const ownWindow = window()
    if (!ownWindow || !isOwnFrame(event, ownWindow)) return
    event.senderFrame?.postMessage('file-line', null, [core.openFilePort(connectionId(ownWindow))])
  })
}

const notSignedIn: CallResult<never> = { ok: false, problem: { code: 'not-signed-in', data: {} } }

function isOwnFrame(event: IpcMainInvokeEvent | IpcMainEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === window.webContents.mainFrame && isOwnOrigin(frame.url)
}
