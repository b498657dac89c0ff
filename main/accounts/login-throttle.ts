import { createHash } from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'
import { Problem } from '../../shared/problems.ts'
import type { Clock } from '../store/clock.ts'
import { findText, writeDurably } from '../store/durable-file.ts'

/** By the SHA-256 of the username: how many attempts in a row failed, and when the last one was. */
const AttemptFile = z.record(z.string(), z.object({ failures: z.int(), lastAt: z.int() }))
type AttemptFile = z.infer<typeof AttemptFile>

const freeAttempts = 5
const initialDelaySeconds = 30
const maxDelaySeconds = 15 * 60
/** Limit, so that trying one name after another does not fill the disk. */
const maxNames = 500

/** Seconds to wait after so many failures in a row: 30, doubling, at most 15 minutes. */
export function delaySeconds(failures: number): number {
  return failures < freeAttempts
    ? 0
    : Math.min(initialDelaySeconds * 2 ** (failures - freeAttempts), maxDelaySeconds)
}

export interface LoginThrottle {
  /**
   * Counts an attempt before it is tried, so that a power cut does not make it free. Throws sign-in-delayed
   * {seconds} while the name has to wait.
   */
  register(username: string): void
  /** Resets the failures of a name and answers how many there were before the attempt that succeeded. */
  reset(username: string): number
}

/** Keeps the count across restarts in attempts.json of the data folder. */
export function createLoginThrottle(folder: string, clock: Clock): LoginThrottle {
  const file = path.join(folder, 'attempts.json')
  const read = (): AttemptFile => AttemptFile.safeParse(parseJson(findText(file))).data ?? {}
  const write = (attempts: AttemptFile): void => {
    const newest = Object.entries(attempts).sort(([, a], [, b]) => b.lastAt - a.lastAt)
    writeDurably(file, JSON.stringify(Object.fromEntries(newest.slice(0, maxNames))))
  }

  return {
    register(username) {
      const attempts = read()
      const now = clock().getTime()
      const name = hash(username)
      const { failures, lastAt } = attempts[name] ?? { failures: 0, lastAt: now }
      const delay = delaySeconds(failures) * 1000
      // A clock that was set back restarts the delay: it neither ends it nor makes it a year long.
      const since = Math.min(now, lastAt)
      if (since !== lastAt) write({ ...attempts, [name]: { failures, lastAt: since } })
      const left = since + delay - now
      if (left > 0) throw new Problem('sign-in-delayed', { seconds: Math.ceil(left / 1000) })
      write({ ...attempts, [name]: { failures: failures + 1, lastAt: now } })
    },
    reset(username) {
      const { [hash(username)]: counted, ...others } = read()
      if (counted) write(others)
      return Math.max(0, (counted?.failures ?? 0) - 1)
    },
  }
}

const hash = (username: string): string => createHash('sha256').update(username).digest('hex')

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}')
  } catch {
    return {}
  }
}
