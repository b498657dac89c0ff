import fs from 'node:fs'
import path from 'node:path'

/** A log grows to this size, then becomes `loket.old.log`. */
const largestBytes = 1_000_000

/**
 * What happened without saying to whom: event names, codes, numbers and the places in our code. Messages of
 * foreign errors are left out, because a parser quotes what it could not parse (rule 6: no NIK, name or scan
 * ever reaches a log).
 */
export interface Log {
  event(name: string, facts?: Record<string, string | number | boolean>): void
  unexpected(number: string, where: string, error: unknown): void
}

export function createLog(folder: string): Log {
  fs.mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'loket.log')
  const write = (line: Record<string, unknown>): void => {
    try {
      if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) {
        fs.renameSync(file, path.join(folder, 'loket.old.log'))
      }
      fs.appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
    } catch {
      // A full disk must not turn a log line into a failure of the work itself.
    }
  }
  return {
    event: (name, facts = {}) => write({ event: name, ...facts }),
    unexpected: (number, where, error) =>
      write({ event: 'unexpected', number, where, ...describeError(error) }),
  }
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { kind: error.name, code, places: places.slice(0, 12).map((line) => line.trim()) }
}
