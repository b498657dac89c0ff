import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { enableCompileCache } from './test/support/compile-cache.ts'

enableCompileCache()

/** Functions alone: no file, no process, no server, nothing that one test leaves for another. */
const pure = ['test/{renderer,shared}/**/*.test.{ts,tsx}']

export default defineConfig({
  plugins: [react()],
  test: {
    globalSetup: 'test/support/compile-cache.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: pure,
          // Threads that keep their modules from file to file: a process for each file takes longer than its
          // tests.
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/bench/**', ...pure],
        },
      },
    ],
    environment: 'node',
    // A slow machine is no failure: what hangs is ended all the same, and the whole part has a limit of its
    // own.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // As many as there are processors: half of the files wait for servers, files and processes most of their
    // time.
    maxWorkers: '100%',
    // Styles are left out, except where a test reads a style sheet as text.
    css: { include: [/\.css\?raw$/] },
  },
})
