/**
 * The process that reads pages: it holds the networks and the page at hand, writes no file and says nothing but
 * its replies. Started by Electron as a utility process or by Node as a fork; `reading.ts` is the other end.
 */
import os from 'node:os'
import { lowerPriority } from '../queue/lower-priority.ts'
import { serveJobs } from '../queue/parent-port.ts'
import { OcrRequest } from './messages.ts'
import { readPage } from './read-page.ts'
import { startTextWorkers } from './text/text-worker-pool.ts'
import { warmUp } from './warm-up.ts'

/** Resident memory, in bytes, from which a fresh process begins the next page: a counter PC has 4 GB. */
const muchMemory = 450 * 1024 * 1024

// After whoever types, and after the pages that have still to be shown.
lowerPriority(os.constants.priority.PRIORITY_LOW)

// After giving way: threads begin with the priority of the one that starts them.
const engine = startTextWorkers()
warmUp(engine)

serveJobs(
  async function* (message) {
    const { jpeg } = OcrRequest.parse(message)
    yield await readPage(engine, jpeg)
  },
  () => process.memoryUsage.rss() > muchMemory,
)
