import { limits } from './limits.ts'

/**
 * Calls `exceeded` once when this process holds more memory than a page can need: a computer with 4 GB must not
 * start to swap because of one file. Images are decoded beside the event loop, so a timer sees them grow.
 */
export function guardMemory(exceeded: () => void): void {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() < limits.memory) return
    clearInterval(timer)
    exceeded()
  }, 50)
  timer.unref()
}

/** Whether so much memory stayed behind after a job that the next one should begin in a fresh process. */
export function hasGrown(): boolean {
  return process.memoryUsage.rss() > limits.memory / 2
}
