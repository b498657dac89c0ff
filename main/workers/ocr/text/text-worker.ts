/**
 * A worker thread that recognises lines in the order of their requests; `text-worker-pool.ts` is the other
 * end.
 */
import { parentPort } from 'node:worker_threads'
import type { GrayImage } from '../../pixels/gray-image.ts'
import type { LineOptions } from './engine.ts'
import { loadTesseract } from './tesseract.ts'

/** A line to be read; answered with its words. */
export interface LineRequest {
  line: GrayImage
  options: LineOptions
}

// Listening begins before anything is loaded: while its library is compiled on another thread, the port is
// all that keeps this one alive.
const loading = loadTesseract()
parentPort?.on('message', async ({ line, options }: LineRequest) => {
  const readLine = await loading
  parentPort?.postMessage(readLine(line, options))
})
