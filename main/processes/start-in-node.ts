import { fork } from 'node:child_process'
import type { JobProcess } from './job-queue.ts'

export interface ForkedProcess extends JobProcess {
  readonly pid: number | undefined
}

/**
 * Starts a file as a fork of Node: for the browser host, the command line and tests. Of our environment, which may
 * hold passwords, it is given only what it needs by name, and its output goes nowhere, because a library that reads
 * a damaged file may print what it read.
 */
export function startInNode(entry: URL, needed: readonly string[] = []): ForkedProcess {
  const child = fork(entry, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    // Windows needs SystemRoot to start a program at all. The compile cache, which the tests set, is a folder in which
    // Node keeps compiled code and nothing else.
    env: pickEnvironment(['SystemRoot', 'NODE_COMPILE_CACHE', ...needed]),
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

function pickEnvironment(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
