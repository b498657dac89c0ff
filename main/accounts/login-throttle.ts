import { createHash } from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'
import { Problem } from '../../shared/problems.ts'
import type { Clock } from '../store/clock.ts'
import { findText, writeDurably } from '../store/durable-file.ts'

/** By the SHA-256 of the username: how many attempts in a row failed, and when the last one was. */
const AttemptFile = z.record(z.string(), z.object({ failures: z.int(), lastAt: z.int() }))
type AttemptFile = z.infer<typeof AttemptFile>

const free = 5
const firstDelaySeconds = 30
const longestDelaySeconds = 15 * 60
/** Somebody who tries one name after another must not fill the disk with them. */
const mostNames = 500

/** Seconds to wait after so many failures in a row: 30, doubling, at most 15 minutes. */
export function delaySeconds(failures: number): number {
  return failures < free ? 0 : Math.min(firstDelaySeconds * 2 ** (failures - free), longestDelaySeconds)
}

export interface LoginThrottle {
  /**
   * Counts an attempt before it is tried, so that cutting the power does not make it free. Throws
   * sign-in-delayed {seconds} while the name has to wait.
   */
  begin(username: string): void
  /** Forgets the failures of a name and says how many there were before the attempt that succeeded. */
  succeed(username: string): number
}

/** Keeps the count across restarts in attempts.json of the data folder. */
export function createLoginThrottle(folder: string, clock: Clock): LoginThrottle {
  const file = path.join(folder, 'attempts.json')
  const read = (): AttemptFile => AttemptFile.safeParse(parseJson(findText(file))).data ?? {}
  const write = (loginThrottle: AttemptFile): void => {
    const newest = Object.entries(loginThrottle).sort(([, a], [, b]) => b.lastAt - a.lastAt)
    writeDurably(file, JSON.stringify(Object.fromEntries(newest.slice(0, mostNames))))
  }

  return {
    begin(username) {
      const loginThrottle = read()
      const now = clock().getTime()
      const name = hash(username)
      const { failures, lastAt } = loginThrottle[name] ?? { failures: 0, lastAt: now }
      const delay = delaySeconds(failures) * 1000
      // A clock that was set back starts the wait anew: it neither ends it nor makes it a year long.
      const since = Math.min(now, lastAt)
      if (since !== lastAt) write({ ...loginThrottle, [name]: { failures, lastAt: since } })
      const left = since + delay - now
      if (left > 0) throw new Problem('sign-in-delayed', { seconds: Math.ceil(left / 1000) })
      write({ ...loginThrottle, [name]: { failures: failures + 1, lastAt: now } })
    },
    succeed(username) {
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
