import fs from 'node:fs'
import os from 'node:os'

/**
 * Lets whoever types come first: everything that this process does from now on has a lower priority (of
 * `os.constants.priority`). On Linux a priority belongs to a thread and is handed down to those it starts, so the
 * threads that are there already, which decode pictures later on, are told one by one.
 */
export function lowerPriority(priority: number): void {
  os.setPriority(priority)
  if (process.platform !== 'linux') return
  for (const thread of fs.readdirSync('/proc/self/task')) {
    try {
      os.setPriority(Number(thread), priority)
    } catch {
      // It has ended meanwhile.
    }
  }
}
