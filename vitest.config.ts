import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/bench/**', 'test/faults/**'],
    environment: 'node',
    // Integration tests start a MariaDB of their own: a second here, several on a slow disk.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Styles are left out, except where a test reads a style sheet as text.
    css: { include: [/\.css\?raw$/] },
  },
})
