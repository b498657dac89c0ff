import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * The application's own policy, so that a component which breaks it is seen here. The dev server needs more.
 */
const strictPolicy: Plugin = {
  name: 'strict-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content:
          "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:",
      },
      injectTo: 'head-prepend',
    },
  ],
}

const page = fileURLToPath(new URL('renderer/ui.html', import.meta.url))

/** The page of components (`npm run ui`), which is no part of the application. */
export default defineConfig({
  root: 'renderer',
  base: './',
  appType: 'mpa',
  plugins: [react(), strictPolicy],
  server: { host: '127.0.0.1', port: 5178 },
  build: {
    outDir: '../out/ui',
    emptyOutDir: true,
    // A font as a data: address would be refused by font-src 'self'.
    assetsInlineLimit: 0,
    rolldownOptions: { input: page },
  },
})
