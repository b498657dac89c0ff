import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { StartProcess } from '../processes/processes.ts'

/**
 * How to start an entry of the bundle, which lies beside the one of the main process, in Electron's utility
 * process: a process of its own even where Node may not be run (fuses).
 */
export function startInUtilityProcess(entry: string, serviceName: string): StartProcess {
  const file = fileURLToPath(new URL(`./${entry}.js`, import.meta.url))
  return () => {
    const child = utilityProcess.fork(file, [], { serviceName, stdio: 'ignore' })
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.on('exit', () => listener()),
      kill: () => child.kill(),
    }
  }
}
