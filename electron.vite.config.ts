import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/**
 * What the test runtime, Electron 33, understands; the Electron that package.json names understands it too.
 */
const oldest = { node: 'node20.18', chrome: 'chrome130' }

export default defineConfig({
  main: {
    build: {
      target: oldest.node,
      // Small packages of pure JavaScript are bundled: one file is read at the start instead of a hundred.
      externalizeDeps: { exclude: ['zod', 'uuid'] },
      rolldownOptions: {
        input: {
          desktop: at('main/desktop/desktop.ts'),
          // Each started by its file's name: a process and a thread of their own.
          'core-process': at('main/desktop/core-process.ts'),
          'imaging-process': at('main/workers/imaging/process.ts'),
          'ocr-process': at('main/workers/ocr/process.ts'),
          'scanning-process': at('main/workers/scanning/process.ts'),
          'store-worker': at('main/store/store-worker.ts'),
          'text-worker': at('main/workers/ocr/text/text-worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      target: oldest.node,
      // A sandboxed preload is one CommonJS file and can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: at('preload/preload.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      target: oldest.chrome,
      minify: true,
      // The content security policy lets nothing in from data: addresses.
      assetsInlineLimit: 0,
      // Read from the disk, in one piece: a size that matters on the web does not here.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
})
