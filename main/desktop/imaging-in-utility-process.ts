import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { StartImagingProcess } from '../documents/imaging.ts'

/** Beside the bundle of the main process. */
const entry = fileURLToPath(new URL('./imaging-process.js', import.meta.url))

/** Decoding in Electron's utility process: a process of its own even where Node may not be run (fuses). */
export const startImagingInUtilityProcess: StartImagingProcess = () => {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Pembaca gambar', stdio: 'ignore' })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', () => listener()),
    kill: () => child.kill(),
  }
}
