import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { Problem } from '../../../shared/problems.ts'

/** A program of the system at work for us. */
export interface Program {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** How it ended, once all that it said has been heard; rejected with `scanner-program-missing`. */
  readonly ended: Promise<{ code: number | null }>
}

/** How long a program that was asked to stop may take to put its scanner to rest. */
const graceMilliseconds = 2_000

/**
 * Starts a program of the system. It is asked to stop when the signal is aborted, made to when it does not, and
 * made to when this process ends: no driver is left holding a scanner.
 */
export function startProgram(
  command: string,
  parameters: readonly string[],
  signal: AbortSignal,
  environment: Record<string, string> = {},
): Program {
  const child = spawn(command, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Messages are told apart by their words, which are English only without a locale.
    env: { ...process.env, LC_ALL: 'C', ...environment },
    windowsHide: true,
  })
  let killTimer: NodeJS.Timeout | undefined
  const stop = () => {
    child.kill('SIGTERM')
    killTimer = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds)
  }
  const kill = () => void child.kill('SIGKILL')
  signal.addEventListener('abort', stop, { once: true })
  process.once('exit', kill)
  const ended = new Promise<{ code: number | null }>((resolve, reject) => {
    child.once('error', (error) => reject(new Problem('scanner-program-missing', {}, { cause: error })))
    child.once('close', (code) => resolve({ code }))
  }).finally(() => {
    clearTimeout(killTimer)
    signal.removeEventListener('abort', stop)
    process.removeListener('exit', kill)
  })
  // Whoever waits for it hears of it; nobody else should.
  ended.catch(() => undefined)
  if (signal.aborted) stop()
  return { child, ended }
}

/** Runs a program to its end and gives what it wrote; throws the signal's reason once that is aborted. */
export async function runProgram(
  command: string,
  parameters: readonly string[],
  signal: AbortSignal,
): Promise<{ code: number | null; output: string; errorOutput: string }> {
  signal.throwIfAborted()
  const { child, ended } = startProgram(command, parameters, signal)
  const output = collectText(child.stdout)
  const errorOutput = collectText(child.stderr)
  const { code } = await ended
  signal.throwIfAborted()
  return { code, output: output(), errorOutput: errorOutput() }
}

/** More than any driver has to say; a program gone mad does not fill our memory. */
const maxTextLength = 1_000_000

/** Collects what is written as text; the function gives what has come so far. */
export function collectText(stream: Readable): () => string {
  let text = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    if (text.length < maxTextLength) text += chunk
  })
  return () => text
}
