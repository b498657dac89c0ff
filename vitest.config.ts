import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { enableCompileCache } from './test/support/compile-cache.ts'

enableCompileCache()

export default defineConfig({
  plugins: [react()],
  test: {
    globalSetup: 'test/support/compile-cache.ts',
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/bench/**'],
    environment: 'node',
    // A slow machine is no failure: what hangs is ended all the same, and the whole part has a limit of its own.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // As many as there are processors: half of the files wait for servers, files and processes most of their time.
    maxWorkers: '100%',
    // Styles are left out, except where a test reads a style sheet as text.
    css: { include: [/\.css\?raw$/] },
  },
})
