/** A thread that reads lines of print, in the order in which they come; `text-threads.ts` is the other end. */
import { parentPort } from 'node:worker_threads'
import type { GrayImage } from '../../pixels/gray-image.ts'
import type { LineOptions } from './engine.ts'
import { loadTesseract } from './tesseract.ts'

/** A line to be read; answered with its words. */
export interface LineRequest {
  line: GrayImage
  options: LineOptions
}

// Listening begins before anything is loaded: while its library is compiled on another thread, the port is all that
// keeps this one alive.
const loading = loadTesseract()
parentPort?.on('message', async ({ line, options }: LineRequest) => {
  const readLine = await loading
  parentPort?.postMessage(readLine(line, options))
})
