import { contextBridge, ipcRenderer } from 'electron'

/** As much of the page's window as is used here. */
declare const window: {
  readonly origin: string
  postMessage(message: string, targetOrigin: string, ports: readonly unknown[]): void
}

/**
 * The bridge: one way in, one way out, and a port to the core for files, nothing of Electron's own. The page
 * gets no event object, no channel name and no handle on ipcRenderer (Electron's security list, item 20).
 */
contextBridge.exposeInMainWorld('loket', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('call', name, input),
  openFilePort: (): void => ipcRenderer.send('open-file-port'),
  onEvent: (listener: (event: string) => void): (() => void) => {
    const forward = (_: unknown, event: string): void => listener(event)
    ipcRenderer.on('event', forward)
    return () => ipcRenderer.removeListener('event', forward)
  },
})

// The page may hand the port on to a thread of its own; a port cannot go over the bridge.
ipcRenderer.on('file-port', ({ ports }) => window.postMessage('file-port', window.origin, ports))
