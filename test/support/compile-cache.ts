import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')

/**
 * Lets every Node that this process starts keep compiled modules on the disk (Node's compile cache, which
 * also keeps the JavaScript that TypeScript becomes): the tests start hundreds of them, and each spends half
 * of its start on that.
 */
export function enableCompileCache(): void {
  process.env.NODE_COMPILE_CACHE ??= resolve(project, 'node_modules/.cache/node-compile-cache')
}

/** What is ended by a signal as a rule, and so never comes to writing into the cache. */
const killed = [
  'main/workers/imaging/process.ts',
  'main/workers/ocr/process.ts',
  'main/workers/scanning/process.ts',
]

/** Vitest's and Playwright's global setup: loads those modules once, up to an end in order. */
export default async function fillCompileCache(): Promise<void> {
  enableCompileCache()
  const load = 'import(process.argv[1]).finally(() => process.exit())'
  await Promise.all(
    killed.map((file) => once(spawn(process.execPath, ['-e', load, resolve(project, file)]), 'exit')),
  )
}
