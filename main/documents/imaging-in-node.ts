import { fork } from 'node:child_process'
import type { ImagingProcess } from './imaging.ts'

/** The process's source, for a program that runs unbundled; a bundle names its own file. */
const sourceEntry = new URL('./imaging-process.ts', import.meta.url)

export interface ForkedImagingProcess extends ImagingProcess {
  readonly pid: number | undefined
}

/**
 * Starts the decoding process as a fork of Node: for the browser host, the command line and tests. It is given
 * none of our environment, which may hold passwords, and its output goes nowhere, because a library that reads
 * a damaged file may print what it read.
 */
export function startImagingInNode(entry: URL = sourceEntry): ForkedImagingProcess {
  const child = fork(entry, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    env: necessaryEnvironment(),
  })
  return {
    pid: child.pid,
    // What is posted to a process that has just died is lost; its exit is reported below.
    post: (request) => void (child.connected && child.send(request, () => undefined)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener).once('error', listener),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Windows needs SystemRoot to start a program at all. */
function necessaryEnvironment(): Record<string, string> {
  const { SystemRoot } = process.env
  return SystemRoot === undefined ? {} : { SystemRoot }
}
