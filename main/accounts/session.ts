import type { SignedInUser } from '../../shared/contract/session-calls.ts'
import type { Clock } from '../store/clock.ts'

/**
 * A signed-in user on a connection: a window of the desktop host, or a browser's connection to the loopback
 * host.
 */
export interface UserSession {
  readonly connection: string
  readonly user: SignedInUser
}

export interface Sessions {
  /** Replaces an older session of the connection. */
  signIn(connection: string, user: SignedInUser): void
  /** Ends one connection's session; does nothing where there is none. */
  lock(connection: string): void
  /** Ends all sessions of an account: it was deactivated, or its rights or password were changed. */
  lockAccount(accountId: string): void
  lockAll(): void
  /** The live session; counts as activity. */
  get(connection: string): UserSession | undefined
  /** The live session without counting as activity: for polling the state, refreshing a list. */
  peek(connection: string): UserSession | undefined
  /** Keeps a session alive while its screen is being used; false where there is none. */
  keepAlive(connection: string): boolean
  /** Ends idle sessions and answers their connections; for a timer that locks the screens. */
  expire(): string[]
}

/** A working day: a session ends then even if it was never idle (Peraturan BSSN 4/2021, group 2). */
const maxHours = 12

interface StoredSession extends UserSession {
  signedInAt: number
  lastSeenAt: number
}

/** `idleMinutes` is read every time, because an administrator may change it. */
export function createSessions(options: { clock: Clock; idleMinutes: () => number }): Sessions {
  const sessions = new Map<string, StoredSession>()
  const now = () => options.clock().getTime()

  const isExpired = (session: StoredSession): boolean => {
    const at = now()
    // A clock that was set back must not prolong a session: its idle time starts again from now.
    session.signedInAt = Math.min(session.signedInAt, at)
    session.lastSeenAt = Math.min(session.lastSeenAt, at)
    const idle = at - session.lastSeenAt
    return idle >= options.idleMinutes() * 60_000 || at - session.signedInAt >= maxHours * 3_600_000
  }

  const find = (connection: string): StoredSession | undefined => {
    const session = sessions.get(connection)
    if (!session || !isExpired(session)) return session
    sessions.delete(connection)
    return undefined
  }

  const touch = (connection: string): StoredSession | undefined => {
    const session = find(connection)
    if (session) session.lastSeenAt = now()
    return session
  }

  return {
    signIn: (connection, user) =>
      void sessions.set(connection, { connection, user, signedInAt: now(), lastSeenAt: now() }),
    lock: (connection) => void sessions.delete(connection),
    lockAccount(accountId) {
      for (const { connection, user } of [...sessions.values()])
        if (user.id === accountId) sessions.delete(connection)
    },
    lockAll: () => sessions.clear(),
    get: touch,
    peek: find,
    keepAlive: (connection) => touch(connection) !== undefined,
    expire: () => [...sessions.keys()].filter((connection) => find(connection) === undefined),
  }
}
