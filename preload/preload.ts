import { contextBridge, ipcRenderer } from 'electron'

/**
 * The bridge: one way in, one way out, nothing of Electron's own. The page gets no event object, no channel
 * name and no handle on ipcRenderer (Electron's security list, item 20).
 */
contextBridge.exposeInMainWorld('loket', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('call', name, input),
  onEvent: (listener: (event: string) => void): (() => void) => {
    const forward = (_: unknown, event: string): void => listener(event)
    ipcRenderer.on('event', forward)
    return () => ipcRenderer.removeListener('event', forward)
  },
})
