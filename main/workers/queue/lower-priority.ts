import fs from 'node:fs'
import os from 'node:os'

/**
 * Lowers the priority of this process (`os.constants.priority`), so that the interface stays responsive. On Linux a
 * priority belongs to a thread and is inherited by those it starts, so it is set for each existing thread too:
 * they decode pictures later.
 */
export function lowerPriority(priority: number): void {
  os.setPriority(priority)
  if (process.platform !== 'linux') return
  for (const thread of fs.readdirSync('/proc/self/task')) {
    try {
      os.setPriority(Number(thread), priority)
    } catch {
      // The thread has ended meanwhile.
    }
  }
}
