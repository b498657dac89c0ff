import { fork } from 'node:child_process'
import type { JobProcess } from './job-queue.ts'

export interface ForkedProcess extends JobProcess {
  readonly pid: number | undefined
}

/**
 * Starts a file as a fork of Node: for the browser host, the command line and tests. It inherits only the
 * named environment variables, because others may hold passwords, and its output is discarded, because a
 * library that decodes a damaged file may print its content.
 */
export function startInNode(entry: URL, environmentNames: readonly string[] = []): ForkedProcess {
  const child = fork(entry, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    // Windows needs SystemRoot to start a program at all. The compile cache, which the tests set, is a folder
    // in which Node keeps compiled code and nothing else.
    env: pickEnvironment(['SystemRoot', 'NODE_COMPILE_CACHE', ...environmentNames]),
  })
  return {
    pid: child.pid,
    // A message to a process that has just exited is lost; the exit is reported below.
    post: (request) => void (child.connected && child.send(request, () => undefined)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener).once('error', listener),
    kill: () => void child.kill('SIGKILL'),
  }
}

function pickEnvironment(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
