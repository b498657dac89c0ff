import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The page of components (`npm run ui`), which is no part of the application. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  server: { host: '127.0.0.1', port: 5178, open: false },
  build: {
    outDir: '../out/ui',
    emptyOutDir: true,
    // A font as a data: address would be refused by font-src 'self'.
    assetsInlineLimit: 0,
    rolldownOptions: { input: 'renderer/ui.html' },
  },
})
