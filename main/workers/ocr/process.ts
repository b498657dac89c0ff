/**
 * The OCR process: it holds the networks and the page at hand, writes no file and outputs nothing but its
 * replies. Started by Electron as a utility process or by Node as a fork; `client.ts` is the other end.
 */
import os from 'node:os'
import { lowerPriority } from '../queue/lower-priority.ts'
import { serveJobs } from '../queue/parent-port.ts'
import { OcrRequest } from './messages.ts'
import { readPage } from './read-page.ts'
import { startTextWorkers } from './text/text-worker-pool.ts'
import { warmUpOcr } from './warm-up.ts'

/** From this resident memory in bytes on, the next page gets a fresh process: a counter PC has 4 GB. */
const muchMemory = 450 * 1024 * 1024

// Below the application and below the imaging process, whose pages are still to be shown.
lowerPriority(os.constants.priority.PRIORITY_LOW)

// After the priority is lowered: threads inherit it when they start.
const engine = startTextWorkers()
warmUpOcr(engine)

serveJobs(
  async function* (message) {
    const { jpeg } = OcrRequest.parse(message)
    yield await readPage(engine, jpeg)
  },
  () => process.memoryUsage.rss() > muchMemory,
)
