import v8 from 'node:v8'
import vm from 'node:vm'
import { limits } from './limits.ts'

/**
 * Calls `exceeded` once when this process holds more memory than a page can need: a computer with 4 GB must not
 * start to swap because of one file. Images are decoded beside the event loop, so a timer sees them grow.
 */
export function watchMemory(exceeded: () => void): void {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() < limits.memory) return
    clearInterval(timer)
    exceeded()
  }, 50)
  timer.unref()
}

/** Pixels lie beside the heap, where the collector does not see how much waits for it: it is asked after each job. */
v8.setFlagsFromString('--expose-gc')
const collectGarbage: unknown = vm.runInNewContext('gc')

let residentAfterCollection = 0

/**
 * Whether so much memory stayed behind that the next job should begin in a fresh process; that one is slower for its
 * first pages, by as much as it has to load and to compile. Collects once the answer has been given, because somebody
 * waits for that: what stays behind after this job is told after the next.
 */
export function shouldRestart(): boolean {
  setImmediate(() => {
    if (typeof collectGarbage === 'function') collectGarbage()
    residentAfterCollection = process.memoryUsage.rss()
  })
  return residentAfterCollection > (limits.memory * 2) / 3
}
