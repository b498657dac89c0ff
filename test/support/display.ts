import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { getProgram } from './find-program.ts'

/**
 * Starts Xvfb for Electron where the machine has no display; stopped on disposal. Sets DISPLAY.
 */
export async function openDisplay(): Promise<AsyncDisposable> {
  if (process.platform !== 'linux' || process.env.DISPLAY)
    return { [Symbol.asyncDispose]: async () => undefined }
  const server = spawn(
    getProgram('Xvfb'),
    ['-displayfd', '3', '-screen', '0', '1366x900x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  const numbers = server.stdio[3]
  if (!numbers) throw new Error('Xvfb has no pipe to say its number on')
  const [number] = await once(numbers, 'data')
  process.env.DISPLAY = `:${String(number).trim()}`
  return {
    async [Symbol.asyncDispose]() {
      delete process.env.DISPLAY
      server.kill()
      await once(server, 'exit')
    },
  }
}
