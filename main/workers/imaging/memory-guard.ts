import v8 from 'node:v8'
import vm from 'node:vm'
import { limits } from './limits.ts'

/**
 * Calls `exceeded` once when this process holds more memory than a page can need: a computer with 4 GB must
 * not start to swap because of one file. Images are decoded beside the event loop, so a timer sees them grow.
 */
export function watchMemory(exceeded: () => void): void {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() < limits.memory) return
    clearInterval(timer)
    exceeded()
  }, 50)
  timer.unref()
}

/**
 * Pixel buffers are external memory, whose size the garbage collector does not see: it is called after each
 * job.
 */
v8.setFlagsFromString('--expose-gc')
const collectGarbage: unknown = vm.runInNewContext('gc')

let residentAfterCollection = 0

/**
 * Whether so much memory was retained that the next job should run in a fresh process, which is slower for
 * its first pages because it loads and compiles again. Collects after the answer is sent, because somebody
 * waits for that: the result of this collection counts for the job after the next.
 */
export function shouldRestart(): boolean {
  setImmediate(() => {
    if (typeof collectGarbage === 'function') collectGarbage()
    residentAfterCollection = process.memoryUsage.rss()
  })
  return residentAfterCollection > (limits.memory * 2) / 3
}
